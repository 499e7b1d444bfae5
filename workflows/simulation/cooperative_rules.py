"""What a year as an employee leaves, of the cooperative or of an association: the last rules of those ways, EUR a year."""


import numpy as np

from workflows.law.money import cents
from workflows.law.tables import either


def copyright_rights(cooperative_rights):
    """Rights paid out of the budget, taxed apart."""
    return cooperative_rights


def year_end_premium_share(days, full_time_days_per_year):
    """Full-time work of the months that count for the premium, days being spread evenly over the year."""
    return np.minimum(days / full_time_days_per_year, 1.0)


def year_end_premium(under_committee_337, employment_budget, cooperative_rights, employment_coefficient,
                     year_end_premium_share, year_end_premium_fixed_employee, year_end_premium_rate):
    """Gross year-end premium of joint committee 337 (prime de fin d’année, eindejaarspremie), where it applies.

    It comes out of the same budget as the wages: premium = fixed + rate x gross, gross + premium = budget / coefficient.
    """
    def paid():
        together = (employment_budget - cooperative_rights) / employment_coefficient
        whole = (year_end_premium_share * year_end_premium_fixed_employee + year_end_premium_rate * together)
        return cents(np.minimum(whole / (1 + year_end_premium_rate), together))

    return either(under_committee_337, paid, lambda: np.float64(0.0))


def premium_budget(year_end_premium, employment_coefficient):
    """What the premium takes of the budget, employer's side included."""
    return year_end_premium * employment_coefficient


def salary_budget(employment_budget, cooperative_rights, premium_budget):
    """Budget left for the wages of the months, when rights and a premium are paid beside them."""
    return employment_budget - cooperative_rights - premium_budget


def salary(pay_taxable_year, year_end_premium_taxable, fund_holiday, job_taxable):
    """Taxable pay at the ordinary scale: wages and premium, from the holiday fund, and from the job beside them."""
    return pay_taxable_year + year_end_premium_taxable + fund_holiday + job_taxable


def activity_tax(salaried_tax, tax_without_activity):
    """Income tax that the activity adds to the household; below 0 where the credit for low wages is paid back."""
    return salaried_tax - tax_without_activity


def activity_special_contribution(final_special_contribution, special_without_activity):
    """Final special contribution that the activity adds to the household."""
    return final_special_contribution - special_without_activity


def rights_received(cooperative_rights, copyright_withholding):
    """Rights paid out, after their withholding."""
    return cooperative_rights - copyright_withholding


def received_in_year(net_months, year_end_premium_net, rights_received, benefits_received, unpaid_expenses,
                     cooperative_share):
    """Net pay, premium, rights and benefits, less the share in the cooperative and expenses that nothing refunds."""
    return (net_months + year_end_premium_net + rights_received + benefits_received - unpaid_expenses
            - cooperative_share)


def holiday_pay_net(departure_holiday, departure_holiday_withholding, fund_holiday):
    """Holiday pay received in the year: an employee's after withholding, from the fund before withholding."""
    return departure_holiday - departure_holiday_withholding + fund_holiday


def assessment(withheld_months, special_months, year_end_premium_withholding, departure_holiday_withholding,
               copyright_withholding, activity_tax, activity_special_contribution, copyright_tax):
    """What the tax assessment gives back (above 0) or asks (below 0): withheld less owed."""
    withheld = (withheld_months + special_months + year_end_premium_withholding + departure_holiday_withholding
                + copyright_withholding)
    return withheld - activity_tax - activity_special_contribution - copyright_tax


def net_year(pay_taxable_year, year_end_premium_taxable, departure_holiday, fund_holiday, cooperative_rights,
             benefits_received, activity_tax, activity_special_contribution, copyright_tax, unpaid_expenses,
             cooperative_share, own_time):
    """What the year leaves in all: received, holiday pay and assessment, less own time where it was typed."""
    taxed = activity_tax + activity_special_contribution + copyright_tax
    earned = pay_taxable_year + year_end_premium_taxable + departure_holiday + fund_holiday + cooperative_rights
    return earned + benefits_received - taxed - unpaid_expenses - cooperative_share - own_time


def contributions(employee_contribution_year, work_bonus_year):
    """Employee contributions really paid on the pay, after the work bonus."""
    return employee_contribution_year - work_bonus_year


def kept_by_employment(salary_budget, gross):
    """Part of the budget for wages that is not gross pay: the employer's side, insurance and margin."""
    return salary_budget - gross
