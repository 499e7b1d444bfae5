"""The payslip (fiche de paie, loonfiche): what remains of the gross pay of a month."""


def net(taxable, withholding_tax, special_contribution):
    """Net pay without holiday pay, EUR a month."""
    return taxable - withholding_tax - special_contribution
