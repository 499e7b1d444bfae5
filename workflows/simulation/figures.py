"""Every dated figure that a comparison read and that can matter to the person who asked."""

from workflows.law.explain import Use
from workflows.simulation.graphs import MONTH, SALARIED_YEAR, SUMS, YEARS
from workflows.simulation.setting import Setting
from workflows.simulation.targets import DETAILS, HEADLINES


def figures_read(setting: Setting) -> tuple[Use, ...]:
    """Figures of the cooperative and of the open ways: of the months each one in force in the year, else the year's own."""
    shown = [way for way in dict.fromkeys((setting.alternative, *setting.open_ways)) if way in YEARS]
    monthly = set(MONTH.needs(tuple(SUMS.values()), setting.given))
    yearly = set(SALARIED_YEAR.needs(HEADLINES + DETAILS["cooperative"], {*SUMS, *setting.given}))
    for way in shown:
        yearly |= set(YEARS[way].needs(HEADLINES + DETAILS.get(way, DETAILS["self_employed"]), setting.given))
    yearly |= {assumption.name for assumption in setting.assumptions}
    wanted = (monthly | yearly) - set(setting.given) - _beside_the_point(setting)
    first = setting.day.replace(month=1, day=1)
    return tuple(Use(name, figure) for name in sorted(wanted) if name in setting.shelf
                 for figure in (setting.shelf[name].within(first, setting.day) if name in monthly
                                else (setting.shelf[name].on(setting.day),)))


def _beside_the_point(setting: Setting) -> set[str]:
    """Figures that the rules read but that cannot matter to this person."""
    q, all_names = setting.questions, setting.shelf.parameters
    employee = q.kind == "employee"
    parts = ["_worker" if employee else "_employee", "holiday_fund" if employee else "departure",
             "_single" if q.household != "single" else "_couple"]
    for part, matters in (
            ("marital_quotient", q.household != "single"), ("exempt_amounts_shared", q.household != "single"),
            ("withholding_quotient", q.household != "single"), ("special_contribution_two", q.household != "single"),
            ("special_contribution_one", q.household != "single"), ("contribution_base_factor", not employee),
            ("child_exemptions", q.children), ("withholding_children", q.children),
            ("single_parent", q.children and q.household == "single"), ("disabled_child", q.disabled_children),
            ("young_child", q.young_children), ("shared_child", q.shared_children), ("other_dependant", q.other_dependants),
            ("withholding_disabled", q.disabled == "yes"), ("disabled_exemption", q.disabled == "yes"),
            ("vat_", q.private_share), ("copyright_", q.copyright_share), ("artist_flat", q.kind == "performer"),
            ("voluntary_pension", q.voluntary_pension_share), ("advance_payment", q.advance_payments_share < 1),
            ("entrepreneur_deduction", q.tax_reform_applies == "yes"),
            ("liberal_costs", q.costs_scale == "liberal"),
            *((f"_{region}", region == (q.region or "unknown"))
              for region in ("brussels", "flanders", "wallonia", "unknown"))):
        parts += [] if matters else [part]
    return {name for name in all_names if any(part in name for part in parts)}
