"""The amounts that are asked of each way, by rule name."""

HEADLINES = ("net_year", "received_in_year", "assessment", "contributions", "activity_tax")

_SALARIED = ("holiday_pay_net", "expenses", "cooperative_contribution", "employment_budget", "salary_budget", "gross",
             "kept_by_employment", "employment_cost_year", "employee_contribution_year", "work_bonus_year",
             "pay_taxable_year", "withheld_months",
             "special_months", "net_months", "departure_holiday_withholding", "departure_holiday", "fund_holiday",
             "unpaid_expenses", "cooperative_share", "activity_special_contribution", "allowance_days", "days_paid",
             "ordinary_income", "holiday_tax", "fiscal_work_bonus", "lump_sum_costs", "cooperative_rights",
             "rights_received", "copyright_tax", "benefits_received", "premium_budget", "year_end_premium_net")
_ALONE = ("invoiced", "paid_expenses", "turnover_after_purchases", "real_costs_profit", "chosen_profit",
          "professional_income", "activity_special_contribution", "income_tax", "state_tax", "municipal_tax",
          "voluntary_pension_premium", "self_employed_rights", "copyright_tax", "tax_surcharge", "franchised",
          "entrepreneur_deduction", "franchise_excess")
_COMPANY = ("private_now", "in_company", "exit_net", "exit_withholding", "company_salary", "company_expenses",
            "company_costs", "company_contribution", "company_before_salary", "company_result", "company_reduced_rate",
            "corporate_tax",
            "company_salary_needed", "director_net_income", "activity_special_contribution", "income_tax", "state_tax",
            "municipal_tax")
_AMATEUR = ("amateur_open", "amateur_days_paid", "amateur_indemnity", "amateur_client_contribution")

DETAILS = {"cooperative": _SALARIED, "association": _SALARIED, "company": _COMPANY, "amateur": _AMATEUR,
           "self_employed": _ALONE}
"""Besides the headlines, by way; every status of the self-employed has those of the main activity."""
