"""The employer's side of a month: where the employment budget goes besides the gross pay. To explain, EUR a month."""

import numpy as np

from workflows.law.money import cents
from workflows.law.tables import either


def employer_contribution(contribution_base, employer_base_rate, employer_quarter_ceiling, employer_unemployment_rate,
                          employer_closure_fund_rate, employer_temporary_unemployment_rate, employer_risk_groups_rate,
                          employer_asbestos_fund_rate):
    """Employer contributions (cotisations patronales, werkgeversbijdragen); the base rate stops at its ceiling."""
    others = (employer_unemployment_rate + employer_closure_fund_rate + employer_temporary_unemployment_rate
              + employer_risk_groups_rate + employer_asbestos_fund_rate)
    base = np.minimum(contribution_base, employer_quarter_ceiling / 3)
    return cents(employer_base_rate * base + others * contribution_base)


def holiday_provision(gross, at_108, contribution_base, employer_contribution, departure_holiday_rate,
                      departure_holiday_single_rate, holiday_fund_quarterly_rate, holiday_fund_annual_rate):
    """What the employer pays for holidays: departure pay and its contributions, or the contribution to the fund."""
    own = (departure_holiday_rate * gross
           + departure_holiday_single_rate * gross * employer_contribution / np.maximum(contribution_base, 0.01))
    fund = (holiday_fund_quarterly_rate + holiday_fund_annual_rate) * contribution_base
    return cents(either(at_108, lambda: fund, lambda: own))


def work_accident_insurance(gross, work_accident_insurance_rate):
    """Work-accident and other insurance, by an assumed rate."""
    return cents(work_accident_insurance_rate * gross)


def employment_cost(gross, employer_contribution, holiday_provision, work_accident_insurance):
    """What the employment costs without any margin."""
    return gross + employer_contribution + holiday_provision + work_accident_insurance
