"""What each page is asked in tests of what holds for every page: answers besides the defaults, as a person types them."""

from workflows.pages.registry import PAGES

ASKED = {
    "simulation": [{"situation": "none", "turnover": "48000,50", "children": "2"}],
    "fee_reform": [{"cap": "0", "rate": "7 %", "members": "500", "turnover": "90.000"},
                   {"cap": "0", "tiers": "25.000/6,5 %; 50.000/5 %", "packs": "300/40 %", "basket": "300; 900",
                    "purchases": "out", "turnovers": "chiffre\n1.000\n20.000,50\n90000"}],
    "cash_flow": [{"way": "self_employed", "turnover_by_month": "0;0;0;0;10000;30000;35000;20000;0;0;0;0", "clients": "70/90; 30/30",
                   "expenses_by_month": "0;0;0;0;26000;12000;0;0;0;0;0;0", "start_balance": "6.000", "draw": "1800"},
                  {"months": "24", "turnover": "48000,50", "weeks_off": "3", "weeks_off_in": "7;8", "lumps": "4000/5; -500/7",
                   "leasing": "300", "advance": "2000", "variation": "40 %", "paths": "500", "situation": "job"}],
    "purchase_order": [{"client_name": "Mobilis", "subject": "Affiche", "day": "2/3/2026", "wanted_day_rate": "400",
                        "lines": '[["Affiche", "2", "day", "350"], ["Train", "1", "lump_sum", "12,40", "standard", "expense"]]'},
                       {"client_name": "Jan", "client_kind": "private", "day": "2026-09-01", "invoicing": "quarterly",
                        "lines": '[["Onderhoud", "12", "month", "15"]]', "shows_contribution": "shown"}],
    "expense_note": [{"day": "2/3/2026", "amount": "184,50", "purpose": "Bois", "vat": "32,02", "gross_month": "2.500"},
                     {"kind": "car", "day": "30/6/2025", "kilometres": "42,5", "asked_per_km": "0,5", "scale": "yearly"},
                     {"kind": "bicycle", "day": "2026-05-05", "kilometres": "20", "paid_before": "3.685", "purpose": "Gent"}],
    "coaching": [{"day_rate": "400", "wanted_net": "1.800", "hire_month": "7", "hire_days": "14", "clients": "12000;8000", "cash": "9.000",
                  "pipeline": "5000/50 %; 3000/20 %", "receivables": "6.000", "payables": "500", "turnover_year": "52000", "billed_days": "140",
                  "real": "4000;5000,50", "own_day_rate": "450", "skills": '[["selling", "2", "1/9/2026"], ["selling", "3", "1/11/2026"]]'},
                 {"turnover_year": "49999,99", "season": "summer", "situation": "job", "utilisation": "100 %", "own_conversion": "60 %"}],
    "vehicle": [{"kind": "van", "km_professional": "12.000", "owned": "leased", "rental": "450"},
                {"kind": "bicycle", "km_private": "0", "km_professional": "20000"}, {"bought_year": "2020", "scale": "yearly"}],
    "network_evening": [{"people": '[["Ana", "graphiste", "Bob"], ["Bob"], ["Cem", "", "", "Dan"], ["Dan"], ["Eve"], ["Fay"]]', "rounds": "2",
                         "available": "60", "pitch": "3,5", "start": "18h30"},
                        {"people": '[["Ana"], ["Bob"], ["Cem"], ["Dan"], ["Eve"], ["Fay"], ["Gil", "", "", "", "2"]]', "title": "Printemps",
                         "held": '[["1", "Ana", "Bob", "Cem"], ["1", "Dan", "Eve", "Fay"]]', "rounds": "3", "round_minutes": "10"}],
    "brochure": [{"family": "network", "day": "30/11/2026", "occasion": "Séance"},
                 {"price": "no", "conditions": "no", "contact": "no", "planned": "no", "questions": "no"}],
    "services_audit": [{"start": "31/8/2026", "ratings": "van; 2026-1; 2; Trop loin\nvan; 2026-2; 3; Mieux; plus tôt",
                        "decisions": "van; 40; 7.200,50; partenaire; Ana; Louer"},
                       {"lens": "activity", "ratings": '[["agora", "2026", "1", "Vide"], ["desk", "2025-2", "4", ""]]',
                        "important_from": "50 %", "good_from": "3,5", "answered": "1.200"}],
    "shared_goods": [{"days": "240", "hire_day": "60", "own_year": "6000", "own_day": "10", "days_of_one": "200"},
                     {"purchases": "Papier; 1000; 4,50; 8 %\nEncre; 20; 60; 12", "running": "300", "hire_year": "120"}],
    "treasury": [{"pay_days": "7", "terms": "30/50 %; 60/30 %; 90/20 %", "turnover": "1.000.000"},
                 {"season": "80;80;90;100;110;120;70;60;110;120;130;130", "cost_of_money": "5 %", "fee": "7 %"}],
    "guarantee_fund": [{"level": "95 %", "fund": "2.000.000", "years": "2000", "clients": "3000", "shape": "1,2"},
                       {"exposures": "bedrag\n10.000\n2.500,50\n900", "default_rate": "2 %", "loss": "80 %",
                        "correlation": "20 %", "limit": "5000", "years": "1000"}],
}
"""Page to sets of answers; a page that is not named is asked with its defaults alone."""

EVERY = [(page, answers) for name, page in PAGES.items() for answers in ({}, *ASKED.get(name, ()))]
SHEETS = [(page, answers) for page, answers in EVERY if page.sheet]


def named(value) -> str:
    """How a test of one of these is called."""
    return value.name if hasattr(value, "name") else value if isinstance(value, str) else "-".join(value) or "defaults"
