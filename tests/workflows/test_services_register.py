"""The register, the survey of 2015, the search, and the workshop's entries: what a member, a jurist or the cooperative would check."""

import re

import pytest
import yaml

from workflows.services.notes_2015 import KINDS, notes_2015
from workflows.services.register import RefusedRegister, read_register, register
from workflows.services.search import find, guide, who_answers
from workflows.services.survey import NoRate, WrongAxis, read_rate, survey_2015, wilson
from workflows.settings import data_folder
from workflows.words.catalogue import LANGUAGES

SURVEY = survey_2015()
RATES = {"administration": (50.0, 3), "advice": (53.0, 2), "legal": (46.0, 6), "finance": (47.0, 5), "shared_goods": (48.9, 4), "defence": (56.5, 1),
         "network": (44.1, 7), "mobility": (38.7, 8)}


def changed(tmp_path, change) -> str:
    """A register with one record changed, as a file."""
    said = yaml.safe_load((data_folder() / "services" / "register.yaml").read_text(encoding="utf-8"))
    change(said["services"])
    path = tmp_path / "register.yaml"
    path.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.claims("T001")
@pytest.mark.parametrize("lacks", ["family", "owner", "purpose"])
def test_a_service_without_family_owner_or_description_is_refused_with_its_name(tmp_path, lacks):
    path = changed(tmp_path, lambda services: services["van"].pop(lacks))
    with pytest.raises(RefusedRegister, match=f"van: has no {lacks}"):
        read_register(path)


@pytest.mark.claims("T001")
def test_every_service_is_one_record_in_three_languages():
    found = register().services
    assert 20 <= len(found) <= 30
    for one in found.values():
        for texts in (one.name, one.purpose, one.owner, one.contact, one.family.name):
            assert set(texts) == set(LANGUAGES) and all(texts.values()), one.id
        assert one.status in ("active", "to_confirm", "planned")
    for language in LANGUAGES:
        assert len({one.name[language] for one in found.values()}) == len(found), "a name is that of one service"


def test_a_text_that_lacks_a_language_and_an_unknown_key_are_refused(tmp_path):
    with pytest.raises(RefusedRegister, match="van: wants a text in fr, nl, en"):
        read_register(changed(tmp_path, lambda services: services["van"]["name"].pop("nl")))
    with pytest.raises(RefusedRegister, match="unknown key colour"):
        read_register(changed(tmp_path, lambda services: services["van"].update(colour="red")))
    with pytest.raises(RefusedRegister, match="family garden is not known"):
        read_register(changed(tmp_path, lambda services: services["van"].update(family="garden")))


@pytest.mark.claims("T008", "T009", "T010", "T011", "T012", "T013", "T014", "T015")
def test_the_eight_rates_and_their_ranks():
    assert {family: (round(100 * SURVEY.rates[family], 1), SURVEY.rank(family)) for family in SURVEY.rates} == RATES
    assert list(SURVEY.rates) == list(RATES), "in the order of the question"


@pytest.mark.claims("T005")
def test_the_survey_says_when_it_was_held_and_what_it_asked_in_french():
    assert SURVEY.date == "2015-06"
    assert SURVEY.question == "Quels sont les services de SMart que vous souhaiteriez voir renforcer ? (Plusieurs réponses possibles)"


@pytest.mark.claims("T006")
def test_several_answers_sum_to_more_than_a_whole_and_stay_so():
    assert round(100 * sum(SURVEY.rates.values()), 1) == 384.2
    assert round(100 * sum(SURVEY.on("importance").values()), 1) == 384.2


@pytest.mark.claims("T007")
def test_what_should_be_reinforced_is_no_satisfaction():
    assert SURVEY.on("importance")["defence"] == 0.565
    with pytest.raises(WrongAxis, match="satisfaction"):
        SURVEY.on("satisfaction")


@pytest.mark.claims("T015")
def test_a_rate_is_read_with_and_without_the_slip_of_the_pen():
    assert read_rate("38,7 %") == read_rate(":n 38,7 %") == read_rate("38.7") == 0.387
    for text in ("", "many", "-3 %", "138 %", "50 % 60 %"):
        with pytest.raises(NoRate):
            read_rate(text)


def test_the_error_of_a_rate_is_wilsons():
    # Published example: 10 of 20, 95 %: 0.2993 to 0.7007. At the ends it stays between 0 and 1.
    assert [round(end, 4) for end in wilson(0.5, 20)] == [0.2993, 0.7007]
    assert wilson(0.0, 20)[0] == 0.0 and 0.16 < wilson(0.0, 20)[1] < 0.162 and wilson(1.0, 20)[1] == 1.0


@pytest.mark.claims("T012")
@pytest.mark.parametrize("id", ["van", "desk", "studio"])
def test_what_is_shared_has_a_price_and_a_rule_to_book_it(id):
    one = register().services[id]
    assert one.family.id == "shared_goods"
    assert one.price is None and not one.included, "nobody gave the price: it is unknown and not invented"
    assert "hypothèse de ce projet" in one.booking["fr"] and set(one.booking) == set(LANGUAGES)


@pytest.mark.claims("T058")
def test_shared_services_and_defence_are_families_with_a_cost_centre():
    families = register().families
    assert {families[id].cost_centre for id in ("shared_goods", "defence")} == {"SHA", "DEF"}
    assert len({family.cost_centre for family in families.values()}) == len(families) == 8
    assert all(register().of_family(id) for id in families)


@pytest.mark.claims("T031")
@pytest.mark.parametrize("word", ["camionnette", "camionette", "van", "bestelwagen", "Camionnettes", "BESTELWAGENS", "fourgon"])
def test_every_word_for_a_van_finds_its_costs_first(word):
    first = find(word)[0]
    assert first.id == "van_costs"
    assert "Barème non fourni" in first.conditions["fr"] and "26 novembre 2026" in first.conditions["fr"]
    assert "service administratif" in first.conditions["fr"] and first.owner["fr"] == "le service administratif"


@pytest.mark.parametrize(("said", "id"), [
    ("louer une camionnette", "van"), ("bestelwagen huren", "van"), ("rent a van", "van"), ("avocat", "legal"), ("bureau", "desk"),
    ("Échange", "exchanges"), ("echange", "exchanges"), ("voorschot", "cash_advance"), ("fonds de garanti", "guarantee_fund"),
    ("formtion", "training"), ("korting", "discounts"), ("mobilité", "mobility")])
def test_a_service_is_found_by_what_people_call_it(said, id):
    assert find(said)[0].id == id


@pytest.mark.parametrize("said", ["", "  ", "qqqqqq", "🎨", "' OR 1=1 --", "%", "x" * 5_000])
def test_nothing_is_found_for_what_means_nothing(said):
    assert find(said) == ()


@pytest.mark.claims("T036")
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_typical_question_has_one_service_and_one_person_to_ask(language):
    assert len(guide()) >= 10
    for one in guide():
        found = who_answers(one.said[language])
        assert found is one.service and found.contact[language]


@pytest.mark.claims("T101")
def test_agora_is_one_of_the_services_with_what_it_left_open():
    assert register().services["agora"].gaps == ("T068", "T069", "T070", "T071")


@pytest.mark.claims("T107")
def test_every_line_of_the_workshop_is_a_record_of_its_moment():
    entries = notes_2015()
    assert [entry.id for entry in entries] == [f"T{number:03d}" for number in range(1, 108)]
    counts = {}
    for entry in entries:
        counts[entry.moment.id] = counts.get(entry.moment.id, 0) + 1
        assert entry.kind in KINDS and entry.said and 2 <= entry.line <= 173
    assert counts == {"frame": 15, "first": 20, "second": 8, "third": 16, "fourth": 22, "fifth": 3, "sixth": 4, "seventh": 19}
    kinds = [next(entry.kind for entry in entries if entry.moment.id == moment) for moment in list(counts)[1:]]
    assert kinds == ["complaint", "satisfaction", "complaint", "to_develop", "complaint", "to_develop", "objective"]
    assert re.search("brouillons", next(entry.said for entry in entries if entry.id == "T020"))
