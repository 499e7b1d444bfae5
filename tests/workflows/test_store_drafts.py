"""Drafts: nothing typed is lost, somebody else's words are shown, any moment can come back."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.stores import HOUR, NOW
from workflows.store import drafts, journal, people
from workflows.store.errors import DeletedDraft, UnknownDraft

FIELDS = st.sampled_from(["turnover", "children", "days", "months", "x\x00y", "é"])
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
                    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=3), part, max_size=3), max_leaves=5)
SAVES = st.lists(st.tuples(st.just("save"), FIELDS, JSON) | st.tuples(st.just("undo"), st.integers(0, 20), st.none())
                 | st.tuples(st.just("migrate"), st.dictionaries(FIELDS, JSON, max_size=3), st.none()), max_size=14)
EACH = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def ann(store):
    with store.write() as tx:
        return people.add_person(tx, "ann@example.org", "Ann", "member", "fr", NOW)


@pytest.fixture
def draft(store, ann):
    with store.write() as tx:
        return drafts.create_draft(tx, ann.id, "simulation", 1, {"turnover": 48000, "children": None}, ann.id, NOW, "My year")


def save(store, draft, field, value, base, actor, now=NOW):
    with store.write() as tx:
        return drafts.save_field(tx, draft.id, field, value, base, actor, now)


def said(store, draft):
    with store.read() as tx:
        return {field: value.value for field, value in drafts.values(tx, draft.id).items()}


def as_kept(values):
    """JSON does not mix up True, 1 and 1.0, as comparing would."""
    return json.dumps(values, sort_keys=True)


@EACH
@given(SAVES)
def test_a_draft_says_what_a_plain_dict_would_say_and_any_moment_comes_back(store, ann, saves):
    with store.write() as tx:
        draft = drafts.create_draft(tx, ann.id, "simulation", 1, {"days": 5}, ann.id, NOW)
    moments = [(draft.revision, {"days": 5}, 1)]
    for what, first, second in saves:
        revision, model, version = moments[-1]
        with store.write() as tx:
            if what == "save":
                saved = drafts.save_field(tx, draft.id, first, second, revision, ann.id, NOW)
                model = {**model, first.replace("\x00", ""): second}
                assert saved.changed == (drafts.draft(tx, draft.id).revision > revision) and saved.replaced is None
            elif what == "undo":
                seq, model, version = moments[first % len(moments)]
                drafts.undo_to(tx, draft.id, seq, ann.id, NOW)
            else:
                model, version = {field.replace("\x00", ""): value for field, value in first.items()}, version + 1
                drafts.migrate_draft(tx, draft.id, first, version, NOW)
            model = {field: value for field, value in model.items() if value is not None}
            moments.append((drafts.draft(tx, draft.id).revision, model, version))
    with store.read() as tx:
        for revision, model, version in moments:
            kept, of = drafts.state_at(tx, draft.id, revision)
            assert (as_kept(kept), of) == (as_kept(model), version)
        present = {field: value.value for field, value in drafts.values(tx, draft.id).items()}
        assert as_kept(present) == as_kept(moments[-1][1])
        assert drafts.draft(tx, draft.id).version == moments[-1][2] and journal.verify(tx) is None


def test_a_new_draft_says_what_was_typed_before(store, ann, draft):
    assert said(store, draft) == {"turnover": 48000}
    assert (draft.owner, draft.page, draft.title, draft.version, draft.changed_at) == (ann.id, "simulation", "My year", 1, NOW)
    with store.read() as tx:
        assert drafts.draft(tx, draft.id) == draft and drafts.draft(tx, "none") is None
        assert drafts.drafts(tx, ann.id) == drafts.drafts(tx, ann.id, "simulation") == [draft]
        assert drafts.drafts(tx, ann.id, "cash") == drafts.drafts(tx, "somebody") == []


def test_the_later_of_two_people_wins_and_is_told_what_was_there(store, ann, draft):
    theirs = save(store, draft, "turnover", 50000, draft.revision, "max", NOW + HOUR)
    mine = save(store, draft, "turnover", 52000, draft.revision, ann.id, NOW + 2 * HOUR)
    assert said(store, draft)["turnover"] == 52000
    assert mine.replaced == drafts.Value(50000, "max", NOW + HOUR, theirs.seq) and theirs.replaced is None


@pytest.mark.parametrize("value", [None, [], 0])
def test_taking_a_field_away_and_typing_into_it_again_is_told_too(store, ann, draft, value):
    save(store, draft, "turnover", value, draft.revision, "max")
    mine = save(store, draft, "turnover", 52000, draft.revision, ann.id)
    assert mine.replaced.value == value and mine.replaced.by == "max" and said(store, draft)["turnover"] == 52000


def test_nobody_is_told_of_own_words_of_seen_words_of_the_same_words_or_of_other_fields(store, ann, draft):
    first = save(store, draft, "turnover", 50000, draft.revision, ann.id)
    assert save(store, draft, "turnover", 51000, draft.revision, ann.id).replaced is None
    theirs = save(store, draft, "turnover", 52000, first.seq, "max")
    assert save(store, draft, "turnover", 53000, theirs.seq, ann.id).replaced is None
    save(store, draft, "days", 100, 0, "max")
    assert save(store, draft, "children", 2, 0, ann.id).replaced is None
    same = save(store, draft, "days", 100, 0, ann.id)
    assert (same.replaced, same.changed) == (None, False)


def test_what_stands_already_makes_no_row(store, ann, draft):
    saved = save(store, draft, "turnover", 48000, draft.revision, "max", NOW + HOUR)
    assert (saved.changed, saved.seq, saved.at) == (False, draft.revision, NOW)
    assert save(store, draft, "days", None, draft.revision, ann.id).changed is False
    assert save(store, draft, "turnover", 48000.0, draft.revision, ann.id).changed is True
    with store.read() as tx:
        assert journal.latest(tx) == draft.revision + 1


def test_both_names_stand_on_the_changes(store, ann, draft):
    save(store, draft, "days", 100, draft.revision, "max", NOW + HOUR)
    save(store, draft, "turnover", 1, draft.revision, ann.id, NOW + HOUR)
    with store.read() as tx:
        since = drafts.changes(tx, draft.id, draft.revision)
        assert [(change.actor, change.field, change.payload, change.version) for change in since] == [
            ("max", "days", {"value": 100}, 1), (ann.id, "turnover", {"value": 1}, 1)]
        assert {field: value.by for field, value in drafts.values(tx, draft.id).items()} == {"days": "max", "turnover": ann.id}
        assert [change.event for change in drafts.changes(tx, draft.id, 0)] == ["created", "field", "field"]


def test_undo_writes_what_differs_and_can_be_undone(store, ann, draft):
    save(store, draft, "turnover", 1, draft.revision, ann.id)
    later = save(store, draft, "days", 7, draft.revision, "max")
    with store.write() as tx:
        undone = drafts.undo_to(tx, draft.id, draft.revision, ann.id, NOW)
        assert drafts.undo_to(tx, draft.id, draft.revision, ann.id, NOW) == undone == later.seq + 2
    assert said(store, draft) == {"turnover": 48000}
    with store.write() as tx:
        drafts.undo_to(tx, draft.id, later.seq, ann.id, NOW)
    assert said(store, draft) == {"turnover": 1, "days": 7}


def test_a_deleted_draft_takes_nothing_and_comes_back_whole(store, ann, draft):
    with store.write() as tx:
        drafts.delete_draft(tx, draft.id, ann.id, NOW + HOUR)
        assert drafts.drafts(tx, ann.id) == [] and [one.id for one in drafts.drafts(tx, ann.id, deleted=True)] == [draft.id]
        for refused in (lambda: drafts.save_field(tx, draft.id, "days", 1, 0, ann.id, NOW),
                        lambda: drafts.undo_to(tx, draft.id, draft.revision, ann.id, NOW),
                        lambda: drafts.delete_draft(tx, draft.id, ann.id, NOW),
                        lambda: drafts.rename_draft(tx, draft.id, "x", ann.id, NOW)):
            with pytest.raises(DeletedDraft):
                refused()
        drafts.restore_draft(tx, draft.id, ann.id, NOW + HOUR)
        drafts.restore_draft(tx, draft.id, ann.id, NOW + HOUR)
        drafts.rename_draft(tx, draft.id, "Next year", ann.id, NOW + HOUR)
    assert said(store, draft) == {"turnover": 48000}
    with store.read() as tx:
        assert [one.title for one in drafts.drafts(tx, ann.id)] == ["Next year"]
        assert [change.event for change in drafts.changes(tx, draft.id, draft.revision)] == ["deleted", "restored", "renamed"]


def test_unknown_drafts_are_refused(store, ann):
    with store.write() as tx:
        for refused in (lambda: drafts.save_field(tx, "none", "days", 1, 0, ann.id, NOW), lambda: drafts.state_at(tx, "none", 9),
                        lambda: drafts.restore_draft(tx, "none", ann.id, NOW)):
            with pytest.raises(UnknownDraft):
                refused()


def test_purging_forgets_what_was_deleted_long_ago_and_the_chain_holds(store, ann, draft):
    with store.write() as tx:
        kept = drafts.create_draft(tx, ann.id, "simulation", 1, {"days": 3}, ann.id, NOW)
        late = drafts.create_draft(tx, ann.id, "simulation", 1, {"days": 4}, ann.id, NOW)
        drafts.delete_draft(tx, draft.id, ann.id, NOW)
        drafts.delete_draft(tx, late.id, ann.id, NOW + 2 * HOUR)
        assert drafts.purge_deleted(tx, NOW + HOUR) == 1 and drafts.purge_deleted(tx, NOW + HOUR) == 0
    with store.read() as tx:
        assert drafts.draft(tx, draft.id) is None and drafts.draft(tx, late.id) is not None
        assert {change.payload for change in drafts.changes(tx, draft.id, 0)} == {None}
        assert drafts.state_at(tx, kept.id, journal.latest(tx))[0] == {"days": 3} and journal.verify(tx) is None


def test_a_migration_keeps_who_said_what_it_does_not_change(store, ann, draft):
    save(store, draft, "days", 7, draft.revision, "max")
    with store.write() as tx:
        drafts.migrate_draft(tx, draft.id, {"turnover": 48000, "working_days": 7}, 2, NOW + HOUR)
        found = drafts.values(tx, draft.id)
        assert {field: (value.value, value.by) for field, value in found.items()} == {
            "turnover": (48000, ann.id), "working_days": (7, None)}
        assert drafts.draft(tx, draft.id).version == 2 and drafts.changes(tx, draft.id, 0)[-1].event == "migrated"
    assert save(store, draft, "working_days", 9, draft.revision, ann.id).replaced is None
