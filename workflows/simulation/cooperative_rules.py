"""What a year through the cooperative leaves: the last rules of that way, EUR a year."""


def activity_tax(salaried_tax, tax_without_activity):
    """Income tax that the activity adds to the household; below 0 where the credit for low wages is paid back."""
    return salaried_tax - tax_without_activity


def activity_special_contribution(final_special_contribution, special_without_activity):
    """Final special contribution that the activity adds to the household."""
    return final_special_contribution - special_without_activity


def received_in_year(net_months, unpaid_expenses, cooperative_share):
    """Net pay of the year, less the yearly share in the cooperative and expenses that the Activity could not refund."""
    return net_months - unpaid_expenses - cooperative_share


def holiday_pay_net(departure_holiday, departure_holiday_withholding, fund_holiday):
    """Holiday pay received in the year: an employee's after withholding, from the fund before withholding."""
    return departure_holiday - departure_holiday_withholding + fund_holiday


def assessment(withheld_months, special_months, departure_holiday_withholding, activity_tax,
               activity_special_contribution):
    """What the tax assessment gives back (above 0) or asks (below 0): withheld less owed."""
    withheld = withheld_months + special_months + departure_holiday_withholding
    return withheld - activity_tax - activity_special_contribution


def net_year(pay_taxable_year, departure_holiday, fund_holiday, activity_tax, activity_special_contribution,
             unpaid_expenses, cooperative_share, own_time):
    """What the year leaves in all: received, holiday pay and assessment, less own time where it was typed."""
    taxed = activity_tax + activity_special_contribution
    return (pay_taxable_year + departure_holiday + fund_holiday - taxed - unpaid_expenses - cooperative_share
            - own_time)


def contributions(employee_contribution_year, work_bonus_year):
    """Employee contributions really paid on the pay, after the work bonus."""
    return employee_contribution_year - work_bonus_year


def kept_by_employment(employment_budget, gross):
    """Part of the employment budget that is not gross pay: the employer's side, insurance and margin."""
    return employment_budget - gross
