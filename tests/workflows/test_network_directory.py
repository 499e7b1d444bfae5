"""The directory: found across three languages, only with consent, the unconfirmed lower; imports that drop nothing in silence."""

from datetime import date, timedelta

import pytest
from openpyxl import Workbook

from benchmarks.network import PROFILES, asked, profiles
from tests.members import Network
from workflows.network import commands
from workflows.network.batch import export
from workflows.network.commands import NotPossible
from workflows.network.directory import Directory, Filters, is_stale, stale_before
from workflows.network.importing import import_profiles
from workflows.network.profile import ProfileQuestions
from workflows.network.reading import BadTable
from workflows.network.search import Index, parts_of
from workflows.network.trades import by_term, plain, trades
from workflows.store import erasure, journal, network
from workflows.words.catalogue import LANGUAGES, speak

FR = speak("fr")


@pytest.fixture
def net(store):
    return Network(store)


def names(directory, words, net, **filters):
    return [one.profile.name for one in directory.find(words, net.now, filters=Filters(**filters)).rows]


@pytest.mark.claims("T069")
def test_a_trade_is_found_from_every_language_with_and_without_accents_and_with_a_typo(net):
    net.member("Zoé", disciplines="graphiste", country="BE", languages="fr nl", mobility="europe")
    net.member("Piet", disciplines="fotograaf", country="NL", languages="nl en")
    found = Directory(net.store)
    for words in ("graphiste", "grafisch ontwerper", "graphic designer", "Graphisme", "GRAPHITSE", "grafisch ontwrper"):
        assert names(found, words, net) == ["Zoé"], words
    for words in ("photographe", "photographer", "fotografie", "fotograf"):
        assert names(found, words, net) == ["Piet"], words
    assert names(found, "", net, country="NL") == ["Piet"] and names(found, "", net, language="fr") == ["Zoé"]
    assert found.find("zoe", net.now).rows[0].profile.mobility == "europe"


def test_every_term_of_every_language_finds_its_trade():
    from workflows.network.search import OFFER, Entry
    index = Index([Entry(name, ((OFFER, "x"),), (name,)) for name in trades()])
    for name, by in trades().items():
        assert set(by) == set(LANGUAGES)
        for term in (term for terms in by.values() for term in terms):
            assert name in index.search(term, limit=100).ids, term


def test_35_000_profiles_are_searched_well():
    entries = profiles(PROFILES)
    index, by_id = Index(entries), {entry.id: entry for entry in entries}
    index.search("warm up")
    questions, good = asked(120), 0
    for question, wanted in questions:
        ids = index.search(question, limit=10).ids
        right = [id for id in ids if wanted in by_id[id].trades or any(
            wanted in by_term().get(part, ()) for _, text in by_id[id].texts for part in parts_of(plain(text)))]
        good += len(right) >= 0.8 * len(ids) > 0
    assert good >= 0.97 * len(questions)


@pytest.mark.claims("T071")
def test_the_last_confirmation_is_shown_and_who_is_stale_ranks_lower(net):
    net.member("Aa Vieille", disciplines="graphiste", offers="affiches graphisme", ago=500)
    net.member("Zz Fraîche", disciplines="graphiste")
    found = Directory(net.store).find("graphiste", net.now)
    assert [(one.profile.name, one.stale) for one in found.rows] == [("Zz Fraîche", False), ("Aa Vieille", True)]
    assert found.rows[1].profile.confirmed_at == net.now - timedelta(days=500)
    assert stale_before(date(2026, 11, 26), 12) == date(2025, 11, 26) and is_stale(None, date(2026, 1, 1), 12)
    person = net.person("Confirme")
    with pytest.raises(NotPossible):
        commands.confirm_profile(net.store, person, net.now)


def test_confirming_makes_a_profile_fresh(net):
    person, _ = net.member("Ana", disciplines="graphiste", ago=500)
    directory = Directory(net.store)
    assert directory.find("", net.now).rows[0].stale
    commands.confirm_profile(net.store, person, net.now)
    assert not directory.find("", net.now).rows[0].stale


@pytest.mark.claims("T068", "T074")
def test_nobody_is_shown_without_a_dated_consent_and_a_withdrawal_empties_every_output_at_once(net, tmp_path):
    person = net.person("Ana Peeters")
    mine = commands.save_profile(net.store, person, ProfileQuestions(name="Ana Peeters", disciplines="graphiste"), net.now)
    directory = Directory(net.store)
    with net.store.read() as tx:
        assert network.consents_of(tx, mine.id) == {}, "no by default, for every use"
    assert names(directory, "ana", net) == [] and export(net.store, tmp_path / "a.csv", FR) == 0
    given = net.now + timedelta(hours=1)
    assert commands.consent(net.store, person, {"directory": True, "wall": True, "logo": False}, given) == ("directory", "wall")
    with net.store.read() as tx:
        consents = network.consents_of(tx, mine.id)
        assert {use: one.given_at for use, one in consents.items()} == {"directory": given, "wall": given}
        assert network.shown(tx, "social") == network.shown(tx, "testimonial") == network.shown(tx, "logo") == {}
    commands.write_practice(net.store, person, "Client muet", "Fixer un jour de réponse", "moi", given)
    commands.write_achievement(net.store, person, "Prix de l’affiche", given)
    assert names(directory, "ana", net) == ["Ana Peeters"] and directory.find("client muet", net.now).cards
    assert export(net.store, tmp_path / "b.csv", FR) == 1 and "Ana Peeters" in (tmp_path / "b.csv").read_text(encoding="utf-8")
    commands.consent(net.store, person, {"directory": False, "wall": False}, given + timedelta(hours=1))
    assert names(directory, "ana", net) == [] and not directory.find("client muet", net.now).cards
    assert export(net.store, tmp_path / "c.csv", FR) == 0 and "Ana" not in (tmp_path / "c.csv").read_text(encoding="utf-8")
    with net.store.read() as tx:
        assert network.shown(tx, "wall") == {}
        assert [entry.event for entry in journal.entries(tx, subject=person.id)][-1] == "consent_withdrawn"
        assert network.consents_of(tx, mine.id)["wall"].withdrawn_at == given + timedelta(hours=1)


def test_a_disabled_account_is_shown_nowhere(net):
    from workflows.people.accounts import disable
    person, _ = net.member("Ana")
    directory = Directory(net.store)
    assert names(directory, "ana", net) == ["Ana"]
    disable(net.store, person, net.person("Admin", "administrator"), net.now)
    assert names(directory, "ana", net) == []


def test_who_is_erased_leaves_no_word_in_the_network(net):
    person, mine = net.member("Ana Peeters", "directory", "wall", offers="affiches")
    commands.write_practice(net.store, person, "Client muet", "Attendre", "", net.now)
    with net.store.read() as tx:
        told = erasure.export(tx, person.id)
    assert told["profiles"][0]["name"] == "Ana Peeters" and len(told["consents"]) == 2 and len(told["practices"]) == 1
    with net.store.write() as tx:
        erasure.erase(tx, person.id, net.now)
    with net.store.read() as tx:
        assert network.shown(tx, "directory") == {} and network.standing_practices(tx) == []
        assert network.profile(tx, mine.id).name == network.profile(tx, mine.id).offers == ""
    assert names(Directory(net.store), "peeters", net) == []


@pytest.mark.claims("T061")
def test_a_practice_card_is_found_with_a_typo_and_without_accents_and_its_owner_takes_it_away(net):
    person, _ = net.member("Hélène")
    card = commands.write_practice(net.store, person, "Paiement en retard à l’étranger", "Demander un acompte", "Hélène", net.now)
    directory = Directory(net.store)
    for words in ("paiement retard", "paiment", "etranger", "acomptte"):
        assert [(found.id, owner.name) for found, owner in directory.find(words, net.now).cards] == [(card.id, "Hélène")], words
    other, _ = net.member("Bob")
    with pytest.raises(NotPossible):
        commands.remove_practice(net.store, other, card.id, net.now)
    commands.remove_practice(net.store, person, card.id, net.now)
    assert directory.find("acompte", net.now).cards == ()


TABLE = """nom;métier;pays;langues;lieu;contact;confirmé le;consentement annuaire;couleur
Ana Peeters;graphiste;Belgique;fr, nl;Liège;ana@example.org;1/10/2026;1/10/2026;rouge
Bob Jansen;fotograaf;BE;nl;Gent;bob@example.org;1/3/2024;1/3/2024;
ANA PEETERS;illustratie;BE;fr;liege;;;;
;vidéaste;BE;fr;Mons;;;;
Chloé;;Atlantide;fr;Mons;;;;
Dan;juriste;FR;;;;hier;;
Eve;;FR;;;ana@example.org;;;
Fay;;LU;;;;;;
"""


@pytest.mark.claims("T070")
def test_an_import_says_what_became_of_every_row(net, tmp_path):
    path = tmp_path / "membres.csv"
    path.write_text(TABLE, encoding="utf-8")
    directory = Directory(net.store)
    assert names(directory, "", net) == [], "an index that was filled before hears of an import too"
    net.now += timedelta(hours=1)
    report = import_profiles(net.store, path, FR, net.now)
    assert report.rows == 8 == len(report.imported) + len(report.duplicates) + len(report.refused)
    assert [one.row for one in report.duplicates] == [4, 8] and [one.row for one in report.refused] == [5, 6, 7]
    assert all(one.why for one in report.refused) and "Ana Peeters" in report.duplicates[0].why
    assert (report.stale, report.unconsented, report.unknown) == (2, 1, ("couleur",))
    assert report.gaps["disciplines"] == 1 and report.gaps["place"] == 1 and report.gaps["offers"] == 3
    assert names(directory, "", net) == ["Ana Peeters", "Bob Jansen"], "without a dated consent nobody is shown"
    again = import_profiles(net.store, path, FR, net.now)
    assert again.imported == () and len(again.duplicates) == 5 and len(again.refused) == 3
    assert len(import_profiles(net.store, path, FR, net.now, dry=True).imported) == 0


@pytest.mark.claims("T066")
def test_partner_organisations_abroad_are_imported_from_a_spreadsheet_and_filtered(net, tmp_path):
    book = Workbook()
    for row in (("organisation", "land", "talen", "vak", "toestemming"), ("Teatro Nuovo", "Italië", "it en", "theatre", date(2026, 10, 1)),
                ("Atelier Lille", "Frankrijk", "fr", "graphisme", date(2026, 10, 1))):
        book.active.append(row)
    book.save(tmp_path / "partners.xlsx")
    assert len(import_profiles(net.store, tmp_path / "partners.xlsx", FR, net.now, kind="partner").imported) == 2
    net.member("Ana", disciplines="graphiste")
    directory = Directory(net.store)
    assert names(directory, "", net, kind="partner", country="FR") == ["Atelier Lille"]
    assert names(directory, "", net, kind="partner", language="it") == ["Teatro Nuovo"]
    assert sorted(names(directory, "grafisch ontwerp", net)) == ["Ana", "Atelier Lille"]


@pytest.mark.parametrize("content", ["", "nom;lieu\n", "a;b\n1;2\n", "\x00\x01"])
def test_what_is_no_table_of_profiles_is_refused_in_words(net, tmp_path, content):
    path = tmp_path / "x.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadTable) as refused:
        import_profiles(net.store, path, FR, net.now)
    assert len(FR(refused.value.key, **refused.value.values)) > 20


def test_an_exported_cell_is_never_a_formula(net, tmp_path):
    net.member("=HYPERLINK(1)", contact="+32 4 1")
    export(net.store, tmp_path / "x.csv", FR)
    text = (tmp_path / "x.csv").read_text(encoding="utf-8")
    assert "'=HYPERLINK" in text and "'+32" in text


@pytest.mark.claims("T072")
def test_the_wall_shows_what_its_member_validated_and_nothing_else(net):
    person, mine = net.member("Ana", "directory", "wall")
    adviser = net.person("Claire", "adviser")
    theirs = commands.write_achievement(net.store, adviser, "A gagné un prix", net.now, mine.id)
    assert theirs.validated_at is None, "an adviser's text waits for its member"
    with pytest.raises(NotPossible):
        commands.answer_achievement(net.store, adviser, theirs.id, True, net.now)
    commands.answer_achievement(net.store, person, theirs.id, True, net.now)
    with net.store.read() as tx:
        assert network.achievements_of(tx, mine.id)[0].validated_at == net.now
    commands.answer_achievement(net.store, person, theirs.id, False, net.now)
    with net.store.read() as tx:
        assert network.achievements_of(tx) == []
