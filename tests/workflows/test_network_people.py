"""Mentors, partners, teams and hours: stable, explained, within every condition, and always in balance."""

import random
import threading
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.members import Network
from workflows.network import pairs
from workflows.network.batch import matching
from workflows.network.commands import NotPossible
from workflows.network.consortium import consortium
from workflows.network.matching import blocking, stable
from workflows.network.mentors import Side, acceptable, match, preferences
from workflows.network.parties import side_of, terms_of
from workflows.network.partners import partners
from workflows.network.swaps import swaps
from workflows.store import exchanges
from workflows.store.engine import Store
from workflows.store.errors import StoreUnavailable
from workflows.words.catalogue import speak

TRADES = [f"trade{number}" for number in range(30)]


@pytest.fixture
def net(store):
    return Network(store)


def side(chance, number, seniority, capacity=0, **said) -> Side:
    values = {"languages": frozenset(chance.sample(("fr", "nl", "en"), chance.choice((1, 2)))), "country": chance.choice(("BE", "BE", "FR")),
              "place": f"place{chance.randrange(12)}", "mobility": chance.choice(("local", "region", "remote")), "seniority": seniority,
              "disciplines": frozenset(chance.sample(TRADES, 2)), "offers": frozenset(chance.sample(TRADES, 3)),
              "seeks": frozenset(chance.sample(TRADES, 3)), "capacity": capacity}
    return Side(f"{number:05d}", f"N{number}", **{**values, **said})


def crowd(mentees: int, mentors: int, seed: int = 1):
    chance = random.Random(seed)
    return ([side(chance, at, chance.randrange(6)) for at in range(mentees)],
            [side(chance, 10_000 + at, chance.randrange(4, 30), chance.randrange(1, 4)) for at in range(mentors)])


@pytest.mark.claims("T062")
@pytest.mark.parametrize("mentees,mentors,seed", [(40, 12, 1), (90, 30, 2), (25, 25, 3), (60, 5, 4)])
def test_no_two_would_rather_have_each_other_and_capacities_and_seniority_hold(mentees, mentors, seed):
    young, old = crowd(mentees, mentors, seed)
    wishes, ranks = preferences(young, old)
    found = stable(wishes, ranks, [one.capacity for one in old])
    assert blocking(wishes, ranks, [one.capacity for one in old], found) == [], "looked at every pair"
    told = match(young, old)
    assert len(told.pairs) + len(told.unmatched) == mentees
    for one in told.pairs:
        assert acceptable(one.mentor, one.mentee) == "" and one.mentor.seniority > one.mentee.seniority
        assert one.why.terms and one.why.score > 0
    for mentor in old:
        assert sum(one.mentor.id == mentor.id for one in told.pairs) <= mentor.capacity
    for mentee, reason in told.unmatched:
        fits = [mentor for mentor in old if mentor.capacity and acceptable(mentor, mentee) == ""]
        assert (reason == "full") == bool(fits)
        assert "mentor" in speak("en")(f"mentors.reason.{reason}")


def test_what_is_acceptable_to_two_is_what_the_crowd_is_matched_by():
    young, old = crowd(60, 40)
    wishes, ranks = preferences(young, old)
    for at, mentee in enumerate(young):
        for to, mentor in enumerate(old):
            fits = acceptable(mentor, mentee) == ""
            assert fits == (to in wishes[at]) == (ranks[to][at] < float("inf"))


def test_each_reason_for_nobody_is_given():
    mentor = Side("m", "M", frozenset({"fr"}), "BE", "liege", "region", 10, capacity=1)
    def left(**said):
        values = {"languages": frozenset({"fr"}), "country": "BE", "place": "liege", "mobility": "region", "seniority": 1, **said}
        return match([Side("x", "X", **values)], [mentor]).unmatched
    assert left() == ()
    for reason, said in (("no_language", {"languages": frozenset({"nl"})}), ("no_seniority", {"seniority": 10}),
                         ("too_far", {"country": "FR", "place": "lille"})):
        assert [why for _, why in left(**said)] == [reason]
    assert match([Side("x", "X", frozenset({"fr"}), "BE", "", "region", 0)], [mentor.with_places(0)]).unmatched[0][1] == "no_mentor"


def test_of_900_and_300_most_are_matched():
    young, old = crowd(900, 300)
    assert len(match(young, old).pairs) > 500


@pytest.mark.claims("T067")
def test_who_covers_the_need_ranks_above_a_clone_and_the_explanation_lists_the_terms():
    me = Side("me", "Me", frozenset({"fr"}), "BE", "liege", "region", 5, frozenset({"web_development"}), frozenset({"web_development"}))
    clone = Side("clone", "Clone", me.languages, "BE", "liege", "region", 5, me.disciplines, me.disciplines | {"photography"})
    covers = Side("ana", "Ana", frozenset({"nl"}), "BE", "gent", "region", 5, frozenset({"graphic_design"}),
                  frozenset({"graphic_design", "photography"}), frozenset({"web_development"}))
    needs = terms_of("grafisch ontwerper en fotograaf")
    assert needs == {"graphic_design", "photography"}, "whatever language it was typed in"
    found = partners(me, [clone, covers, me], needs, {"me": "culture", "ana": "culture", "clone": ""})
    assert [one.side.name for one in found] == ["Ana", "Clone"]
    assert {kind: worth for kind, worth, _ in found[0].why.terms} == {"covers": 10.0, "back": 4.0, "sector": 2.0}
    assert {kind for kind, _, _ in found[1].why.terms} == {"covers", "language", "place", "overlap"}
    assert found[0].why.score == sum(worth for _, worth, _ in found[0].why.terms)
    large = partners(me, [clone, covers], same_trade=True)
    assert [one.side.name for one in large] == ["Clone"], "an order too large for one asks for the same trade"


def team_of(*people):
    return [Side(name, name, frozenset({"en"}), country, "", "europe", 5, frozenset(trades.split())) for name, country, trades in people]


@pytest.mark.claims("T065")
def test_three_partners_of_three_countries_cover_the_disciplines_or_the_condition_that_forbids_it_is_named():
    pool = team_of(("a", "BE", "video"), ("b", "FR", "dance"), ("c", "IT", "dance music"), ("d", "BE", "music"), ("e", "FR", "video"))
    found = consortium(pool, 3, 3, ["video", "dance", "music"])
    assert found.teams and not found.impossible
    for team in found.teams:
        assert len(team) == 3 == len({one.country for one in team})
        assert frozenset().union(*(one.disciplines for one in team)) >= {"video", "dance", "music"}
    assert (consortium(pool, 3, 3, ["video", "law"]).impossible, consortium(pool, 3, 3, ["law"]).lacking) == ("disciplines", ("law",))
    assert (consortium(pool, 4, 4, []).impossible, consortium(pool, 4, 4, []).lacking) == ("countries", ("BE", "FR", "IT"))
    assert consortium(pool, 6, 1, []).impossible == "partners"
    assert consortium(pool, 1, 1, ["video", "dance"]).impossible == "partners"
    lone = team_of(("a", "BE", "video"), ("b", "BE", "dance"), ("c", "FR", "music"), ("d", "IT", "music"))
    both = consortium(lone, 3, 3, ["video", "dance"])
    assert (both.impossible, both.without) == ("together", ("video", "dance"))
    lead = team_of(("me", "BE", "law"))[0]
    assert all(len({one.country for one in team} | {"BE"}) >= 3 for team in consortium(pool, 3, 3, ["law"], lead).teams)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("BE", "FR", "IT")), st.sets(st.sampled_from("abc"), max_size=2)), max_size=7),
       st.integers(1, 4), st.integers(1, 3), st.sets(st.sampled_from("abc"), max_size=3))
def test_a_team_is_found_exactly_where_one_exists(people, size, countries, wanted):
    pool = team_of(*((f"p{at}", country, " ".join(trades)) for at, (country, trades) in enumerate(people)))
    exists = any(len({one.country for one in team}) >= countries and wanted <= frozenset().union(*(one.disciplines for one in team))
                 for team in combinations(pool, size))
    found = consortium(pool, size, countries, sorted(wanted))
    assert bool(found.teams) == exists and bool(found.impossible) != exists


@pytest.mark.claims("T080")
def test_an_exchange_counts_when_both_said_so_and_all_balances_sum_to_zero(net):
    (ana, a), (bob, b) = net.member("Ana"), net.member("Bob")
    written = pairs.write_exchange(net.store, ana, b.id, True, pairs.hours("1,75"), "Affiche", net.now.date(), net.now)
    with net.store.read() as tx:
        assert exchanges.balances(tx) == {}, "until the other says so"
    with pytest.raises(NotPossible):
        pairs.answer_exchange(net.store, ana, written.id, True, net.now)
    pairs.answer_exchange(net.store, bob, written.id, True, net.now)
    with pytest.raises(NotPossible):
        pairs.answer_exchange(net.store, bob, written.id, False, net.now)
    with net.store.read() as tx:
        assert exchanges.balances(tx) == {a.id: 7, b.id: -7} and sum(exchanges.balances(tx).values()) == 0
    refused = pairs.write_exchange(net.store, bob, a.id, True, 4, "Site", net.now.date(), net.now)
    pairs.answer_exchange(net.store, ana, refused.id, False, net.now)
    with net.store.read() as tx:
        assert exchanges.balances(tx)[a.id] == 7


@pytest.mark.parametrize("typed", ["0", "-1", "0,1", "1,33", "abc", "", "201", "1e9", "nan"])
def test_hours_that_are_no_quarters_are_refused(typed):
    with pytest.raises(NotPossible) as refused:
        pairs.hours(typed)
    assert "0.25" in speak("en")(refused.value.key, **refused.value.values)


def test_nobody_exchanges_with_oneself_with_who_is_hidden_or_in_the_future(net):
    (ana, a), (_, hidden), (_, b) = net.member("Ana"), net.member("Cem", "wall"), net.member("Bob")
    for other, day in ((a.id, 0), (hidden.id, 0), ("f" * 32, 0), (b.id, 2)):
        with pytest.raises(NotPossible):
            pairs.write_exchange(net.store, ana, other, True, 4, "x", net.now.date() + timedelta(days=day), net.now)
    with net.store.read() as tx:
        assert exchanges.exchanges_of(tx) == []


@pytest.mark.claims("T080")
def test_two_answers_at_once_count_once_and_the_sum_stays_zero(net):
    (ana, a), (bob, b) = net.member("Ana"), net.member("Bob")
    written = [pairs.write_exchange(net.store, ana, b.id, True, 4, "x", net.now.date(), net.now) for _ in range(6)]
    outcomes, gate = [], threading.Barrier(4)

    def answers(right: bool):
        own = Store(net.store.url)
        gate.wait()
        for one in written:
            try:
                outcomes.append(pairs.answer_exchange(own, bob, one.id, right, net.now).state)
            except (NotPossible, StoreUnavailable) as late:
                outcomes.append(type(late).__name__)
        own.close()

    threads = [threading.Thread(target=answers, args=(at % 2 == 0,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with net.store.read() as tx:
        states = [one.state for one in exchanges.exchanges_of(tx)]
        balances = exchanges.balances(tx)
    assert outcomes.count("done") == states.count("done") and outcomes.count("done") + outcomes.count("declined") == 6
    assert sum(balances.values()) == 0 and balances.get(a.id, 0) == 4 * states.count("done")


@pytest.mark.claims("T080")
def test_swaps_of_two_and_three_are_proposed(net):
    net.member("Ana", disciplines="graphiste", seeks="un webbouwer")
    net.member("Bob", disciplines="web developer", seeks="affiches, graphisme")
    _, cem = net.member("Cem", disciplines="fotograaf", seeks="juriste")
    net.member("Dan", disciplines="juriste", seeks="musicien")
    net.member("Eve", disciplines="muziek", seeks="photographe")
    from workflows.store import network
    with net.store.read() as tx:
        sides = [side_of(one) for one in network.shown(tx, "directory").values()]
    found = swaps(sides)
    assert sorted(sorted(one.name for one in ring.people) for ring in found) == [["Ana", "Bob"], ["Cem", "Dan", "Eve"]]
    for ring in found:
        for giver, taker, what in zip(ring.people, (*ring.people[1:], ring.people[0]), ring.gives):
            assert set(what) <= giver.offers & taker.seeks and what
    assert [len(ring.people) for ring in swaps(sides, cem.id)] == [3]


def test_a_pair_stands_when_both_agreed_and_a_full_mentor_takes_nobody_more(net):
    (mentor, m), (young, y), (other, o) = net.member("Mentor", seniority="20", mentors="1"), net.member("Y"), net.member("O")
    asked = pairs.propose(net.store, young, m.id, y.id, net.now)
    assert (asked.state, asked.mentee_at, asked.mentor_at) == ("proposed", net.now, None)
    with pytest.raises(NotPossible):
        pairs.answer_pair(net.store, other, asked.id, True, net.now)
    with pytest.raises(NotPossible):
        pairs.propose(net.store, other, m.id, y.id, net.now)
    with pytest.raises(NotPossible):
        pairs.propose(net.store, other, m.id, o.id, net.now)
    assert pairs.answer_pair(net.store, mentor, asked.id, True, net.now).state == "agreed"
    assert pairs.answer_pair(net.store, young, asked.id, False, net.now).state == "ended"
    by_adviser = pairs.propose(net.store, net.person("Claire", "adviser"), m.id, o.id, net.now)
    assert by_adviser.mentor_at is by_adviser.mentee_at is None, "an adviser's yes is nobody's"


def test_a_matching_as_a_table_names_pairs_with_reasons_and_who_is_left_over(net, tmp_path):
    net.member("Mentor", seniority="20", mentors="1", disciplines="graphiste")
    net.member("Jeune", seniority="1", wants_mentor="1", seeks="graphisme")
    net.member("Nl", seniority="1", wants_mentor="1", languages="nl")
    found = matching(net.store, tmp_path / "m.csv", speak("fr"))
    text = (tmp_path / "m.csv").read_text(encoding="utf-8-sig")
    assert len(found.pairs) == 1 and "Jeune;Mentor;" in text and "apporte ce qui est cherché : graphisme" in text
    assert "Nl;;;" in text and speak("fr")("mentors.reason.no_language") in text
