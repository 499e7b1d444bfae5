"""Whatever a page accepts, it answers: every question at its ends, mixed at random, in every language."""

import json
import math
import random
import re

import pytest
from pydantic import ValidationError

from tests.pages import named
from tests.turns import first
from workflows.pages.registry import PAGES, load
from workflows.questions.problems import choices
from workflows.words.catalogue import LANGUAGES, speak

TOPICS = [page for page in PAGES.values() if page.sheet]
LISTS = {"EUR/list": ["0.01", "1", "5;5;5", "0;100000000", "0.01;" * 3_000, "99.99;" * 50], "EUR": ["0", "500000", "1;2;3"],
         "EUR/share": ["1/0 %", "0.01/100 %", "1000/5 %;500000/0 %", "1/50 %; 2/0 %; 3/50 %"], "weight/month": ["0;" * 11 + "1", "1;" * 12, "5;" * 12],
         "part/days": ["1/0", "70/90; 30/30", "0.01/365;99999/0"], "EUR/month number": ["500000/1", "-500000/36;0.01/12", "0/1"],
         "EUR/month": ["0;" * 12, "0;" * 11 + "500000", "41666.66;" * 12], "month numbers": ["1", "7;8;8", "1;2;3;4;5;6;7;8;9;10;11;12"],
         "rows": ['[["Site", "0,001", "month", "0"]]', '[["Train", "99999.999", "kilometre", "999999.9999", "exempt", "expense"]]',
                  '[["Affiche", "2", "day", "350"], ["Appel", "30", "minute", "80"], ["Bois", "1", "lump_sum", "-12,5", "old_home", "purchase"]]'],
         "skills": ['[["selling", "3", "1/9/2026"]]', '[["craft", "1", "2025-01-01"], ["craft", "5", "2026-01-01"], ["digital", "6", "soon"]]'],
         "guests": ['[["Ana", "photo", "Bob", "", "", "1"], ["Bob"], ["Cem"], ["Dan"]]', "\n".join(f"P{at}" for at in range(41)), "P0;x;;P1\nP1"],
         "tables": ['[["1", "P0", "P1", "P2"], ["1", "P3", "P4", "P5"]]', "Zoë; Yan\n2 | A; B; C; D; E"],
         "records": ["", "van; 2026-1; 5; Prompt\nvan; 2026-2; ; Loin", "van; 3; 1e9; garder; Ana;", "Papier; 1e9; 9999999; 100 %", "x; 0; 0; 0"],
         "days/share": ["0/100 %", "365/100 %", "0/50 %; 365/50 %", "1/10 %;2/90 %"]}

WORDS = {"text": ["Zoë & Zn. 🎨", "a" * 20], "client": ["Mobilis", "ООО «Ромашка»"], "day": ["2024-02-29", "31/12/2026", "1/1/2099"],
         "country": ["BE", "Frankrijk", "us"]}


def ends_of(page, name) -> list:
    """Values of a question that are accepted or nearly so: nothing said, both bounds, something between."""
    field = page.model.model_fields[name]
    if choices(name, page.model):
        return list(choices(name, page.model))
    if page.model.unit(name) in WORDS:
        return [field.default, *WORDS[page.model.unit(name)]]
    if isinstance(field.default, tuple):
        return [(), *LISTS[page.model.unit(name)]]
    bounds = {kind: getattr(part, kind) for part in field.metadata for kind in ("ge", "le") if hasattr(part, kind)}
    whole = page.model.model_json_schema()["properties"][name]
    if "integer" in json.dumps(whole):
        return [field.default, bounds["ge"], min(bounds["le"], 4_000), bounds["ge"] + 1]
    return [field.default, bounds["ge"], bounds["le"], math.sqrt(max(bounds["ge"], 0.001) * bounds["le"])]


def mixed(page, seed) -> dict:
    draw = random.Random(seed)
    return {name: draw.choice(ends_of(page, name)) for name in page.model.model_fields if draw.random() < 0.6}


@pytest.mark.parametrize("seed", first(range(60), 26))
@pytest.mark.parametrize("page", TOPICS, ids=named)
def test_every_accepted_answer_has_a_sheet(page, seed):
    said = mixed(page, seed)
    try:
        questions = page.model(**{name: value for name, value in said.items() if value is not None})
    except ValidationError as refused:
        assert refused.error_count(), "what does not go together is refused before anything is computed"
        return
    answer = json.loads(json.dumps(page.answered(questions), allow_nan=False))
    for language in LANGUAGES:
        sheet = load(page.sheet)(answer, speak(language))
        said = " ".join((*(tile.amount for tile in sheet.tiles), *sheet.verdict))
        assert not re.search(r"\b(nan|inf|none)\b|∞", said.lower()), said
        for place, section in enumerate(sheet.sections):
            if section.chart:
                svg = section.chart.svg(360, 300, f"c{place}")
                assert not re.search(r"(?<![a-zé])(nan|inf)(?![a-zé])", svg), "a place that is no number, not a word such as finance"
    assert load(page.result)(answer)["link"] == answer["link"]
