"""Final tax of the year on salaried income (impôt final, definitieve belasting), EUR a year."""

import numpy as np

from workflows.law.money import cents


def salary(pay_taxable_year, fund_holiday, job_taxable):
    """Taxable pay at the ordinary scale: through the cooperative, from the holiday fund, and from the job beside it."""
    return pay_taxable_year + fund_holiday + job_taxable


def remuneration(salary, departure_holiday):
    """All taxable remuneration of the year, departure holiday pay included."""
    return salary + departure_holiday


def lump_sum_costs(remuneration, lump_sum_costs_rate, lump_sum_costs_cap):
    """Lump-sum professional costs (frais forfaitaires, forfaitaire kosten): 30 % with a yearly maximum. Art. 51.

    Refunded expense notes do not take them away.
    """
    return np.minimum(cents(lump_sum_costs_rate * remuneration), lump_sum_costs_cap)


def ordinary_income(salary, remuneration, lump_sum_costs):
    """Net taxable income at the ordinary scale: the salary less its share of the costs."""
    share = lump_sum_costs / np.maximum(remuneration, 0.01)
    return cents(salary * (1.0 - share))


def holiday_income(remuneration, lump_sum_costs, ordinary_income):
    """Net taxable departure holiday pay: the rest of the net remuneration."""
    return cents(remuneration - lump_sum_costs - ordinary_income)


def ordinary__taxable_income(ordinary_income):
    """Income of the ordinary assessment, without departure holiday pay."""
    return ordinary_income


def together__taxable_income(ordinary_income, holiday_income):
    """Income of the assessment in which departure holiday pay is added up."""
    return ordinary_income + holiday_income


def holiday_tax(ordinary__state_tax, ordinary__income_tax, together__income_tax, ordinary_income, holiday_income,
                partner_taxable_income, municipal_rate):
    """Tax on departure holiday pay: at the average rate of the other income, unless adding it up is better. Art. 171, 6°."""
    rate = ordinary__state_tax / np.maximum(ordinary_income + partner_taxable_income, 0.01)
    apart = cents(rate * holiday_income)
    return np.minimum(apart + cents(municipal_rate * apart), together__income_tax - ordinary__income_tax)


def fiscal_work_bonus(fiscal_work_bonus_months, fiscal_work_bonus_year_cap):
    """Tax credit for low wages (bonus à l'emploi fiscal, fiscale werkbonus): its months, with a yearly maximum.

    Source: art. 289ter/1 CIR/WIB.
    """
    return np.minimum(fiscal_work_bonus_months, fiscal_work_bonus_year_cap)


def salaried_tax(ordinary__income_tax, holiday_tax, fiscal_work_bonus):
    """Final income tax of the household when the activity is salaried; negative when the credit is paid back."""
    return cents(ordinary__income_tax + holiday_tax - fiscal_work_bonus)


def household_taxable_income(ordinary_income, holiday_income, partner_taxable_income):
    """Base of the final special contribution: net taxable income of the household."""
    return ordinary_income + holiday_income + partner_taxable_income
