"""Benefits between contracts (allocations, uitkeringen). How many days a contract costs is no published figure."""

from workflows.law.money import cents


def benefits_received(daily_benefit, benefit_days):
    """Benefits of the days that were compensated, EUR a year, both as the member knows them. Before income tax."""
    return cents(daily_benefit * benefit_days)
