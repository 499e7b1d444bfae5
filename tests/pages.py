"""What each page is asked in tests of what holds for every page: answers besides the defaults, as a person types them."""

from workflows.pages.registry import PAGES

ASKED = {
    "simulation": [{"situation": "none", "turnover": "48000,50", "children": "2"}],
    "fee_reform": [{"cap": "0", "rate": "7 %", "members": "500", "turnover": "90.000"},
                   {"cap": "0", "tiers": "25.000/6,5 %; 50.000/5 %", "packs": "300/40 %", "basket": "300; 900",
                    "purchases": "out", "turnovers": "chiffre\n1.000\n20.000,50\n90000"}],
}
"""Page to sets of answers; a page that is not named is asked with its defaults alone."""

EVERY = [(page, answers) for name, page in PAGES.items() for answers in ({}, *ASKED.get(name, ()))]
SHEETS = [(page, answers) for page, answers in EVERY if page.sheet]


def named(value) -> str:
    """How a test of one of these is called."""
    return value.name if hasattr(value, "name") else "-".join(value) or "defaults"
