"""What a member or an adviser does with an order: each a command in one transaction, with a line in the journal."""

from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from typing import Any

from workflows.law.owed import ZERO
from workflows.orders.answering import code_of
from workflows.orders.house import House
from workflows.orders.letters import order_letter
from workflows.orders.made import comes_to, fingerprint, order_of, to_json
from workflows.orders.order import Order
from workflows.orders.parties import Worker
from workflows.orders.questions import OrderQuestions
from workflows.orders.states import ADVISER, MEMBER, STEPS
from workflows.people.drafts import NotYours, see
from workflows.people.refusal import Refusal
from workflows.people.tokens import digest, new_token
from workflows.questions.entered import typed
from workflows.questions.link import fitting
from workflows.store import attachments, clients, drafts, orders
from workflows.store.drafts import Draft
from workflows.store.journal import append
from workflows.store.orders import OrderRow
from workflows.store.people import Person, person
from workflows.words.catalogue import Words, speak
from workflows.words.formats import BRUSSELS, legal_day

Looked = tuple[str, int]
"""State and revision of an order as somebody saw them who then acts: where it changed meanwhile, nothing is done."""


TERMS = ("payment_days", "shows_contribution", "activity")
"""Terms that are usual with a client, kept beside the details."""


class NotNow(Refusal):
    """The order is in no state for this, or changed since it was looked at."""


class NotComplete(Refusal):
    """Answers are missing or do not fit; `fields`: field to sentence."""

    def __init__(self, fields: dict[str, str]):
        super().__init__("orders.error.not_complete", fields=", ".join(fields.values()))
        self.fields = fields


def ask_review(house: House, actor: Person, id: str, now: datetime, looked: Looked | None = None) -> OrderRow:
    """Ask the adviser to look before it is sent."""
    return _step(house, actor, id, "ask_review", now, looked)


def give_back(house: House, actor: Person, id: str, now: datetime, note: str = "",
              looked: Looked | None = None) -> OrderRow:
    """Give an order back to the member, with a word."""
    return _step(house, actor, id, "give_back", now, looked, note=note)


def withdraw(house: House, actor: Person, id: str, now: datetime, looked: Looked | None = None) -> OrderRow:
    """Take an order back: its link opens nothing any more."""
    return _step(house, actor, id, "withdraw", now, looked)


def revise(house: House, actor: Person, id: str, now: datetime, looked: Looked | None = None) -> OrderRow:
    """Begin another version: what was sent stays kept, its link opens nothing any more."""
    return _step(house, actor, id, "revise", now, looked)


def send(house: House, actor: Person, id: str, now: datetime, looked: Looked | None = None) -> OrderRow:
    """Number an order, fix it word for word, and put the mail to the client into the outbox: all of it, or nothing.

    NotComplete says what is missing, NotNow that the order is in no state to be sent.
    """
    def work(tx):
        draft, row = _own(tx, actor, id, now)
        row = row or _fresh(draft, now)
        _check(row, "send", _acts_as(actor, draft), looked)
        day, member = legal_day(now), person(tx, draft.owner)
        questions = _complete(tx, draft, speak(actor.language))
        number, revision = row.number or _number(tx, house, day.year), row.revision + 1
        order = order_of(questions, house.seller, Worker(member.name, member.id, member.email or ""), day, number, revision)
        pdf = house.document(order, house.law)
        sha, token = attachments.keep(tx, house.home, pdf, "application/pdf", now), new_token()
        sums = comes_to(order, house.law)
        sent = orders.move(tx, row, "sent", now, number=number, revision=revision, worker=member.name,
                           client=order.client.name, subject=order.subject, day=order.day, net=sums.net, gross=sums.gross,
                           valid_until=order.valid_until, sent_at=now, answered_at=None, activity=questions.activity)
        orders.add_revision(tx, orders.Revision(id, revision, content := to_json(order), sha, actor.id, now))
        orders.revoke_links(tx, id)
        orders.add_link(tx, digest(token), orders.AnswerLink(id, revision, now, _end_of(order), False,
                                                                 digest(f"{id}:{code_of(token)}")))
        _remember(tx, draft, order, now)
        mail = order_letter(tx, order, sums, id, sha, f"{house.address}/order/{token}", code_of(token), now)
        append(tx, now, actor.id, draft.owner, "order_sent", id, payload={
            "number": number, "revision": revision, "pdf": sha, "content": fingerprint(content), "to": order.client.email,
            "mail": mail})
        return sent

    return house.store.run(work)


def repeat(house: House, actor: Person, id: str, now: datetime) -> str:
    """The id of a new draft of the same owner with the same answers, but for the days: those are another order's."""
    def work(tx):
        draft = _own(tx, actor, id, now)[0]
        said = {name: value.value for name, value in drafts.values(tx, id).items() if name not in ("day", "until")}
        return drafts.create_draft(tx, draft.owner, draft.page, draft.version, said, actor.id, now).id

    return house.store.run(work)


def lacks(tx, draft: Draft, words: Words) -> dict[str, str]:
    """What keeps a draft from being sent: field to sentence; nothing where it can be."""
    try:
        _complete(tx, draft, words)
    except NotComplete as lacking:
        return lacking.fields
    return {}


def _step(house: House, actor: Person, id: str, name: str, now: datetime, looked: Looked | None, **said: Any) -> OrderRow:
    def work(tx):
        draft, row = _own(tx, actor, id, now)
        row = row or _fresh(draft, now)
        _check(row, name, _acts_as(actor, draft), looked)
        if STEPS[name].after in ("withdrawn", "revised"):
            orders.revoke_links(tx, id)
        moved = orders.move(tx, _named(tx, draft, row), STEPS[name].after, now)
        append(tx, now, actor.id, draft.owner, f"order_{name}", id, payload={"revision": row.revision, **said})
        return moved

    return house.store.run(work)


def _own(tx, actor: Person, id: str, now: datetime) -> tuple[Draft, OrderRow | None]:
    """The draft and the order of an id, for its owner and the owner's adviser; NotYours for everybody else."""
    draft = see(tx, actor, id, now)
    if draft.page != OrderQuestions.page or draft.deleted_at is not None:
        raise NotYours(id)
    # Of two who send it at once both would find no order yet, and no row to wait for.
    drafts.hold(tx, id)
    return draft, orders.order(tx, id, locked=True)


def _acts_as(actor: Person, draft: Draft) -> str:
    return MEMBER if actor.id == draft.owner else ADVISER


def _check(row: OrderRow, name: str, by: str, looked: Looked | None) -> None:
    step = STEPS[name]
    if looked not in (None, (row.state, row.revision)) or row.state not in step.before or by not in step.by:
        raise NotNow("orders.error.not_now", state=row.state, step=name)


def _fresh(draft: Draft, now: datetime) -> OrderRow:
    """The row of an order that only its draft knew."""
    return OrderRow(draft.id, draft.owner, "draft", now, 0, None, "", "", "", None, ZERO, ZERO, None, None, None)


def _named(tx, draft: Draft, row: OrderRow) -> OrderRow:
    """The row with what the draft says now, as far as it says anything; what was sent stays as it was sent."""
    if row.number is not None:
        return row
    raw = {name: value.value for name, value in drafts.values(tx, draft.id).items()}
    member = person(tx, draft.owner)
    return OrderRow(**{**asdict(row), "worker": member.name, "client": str(raw.get("client_name", ""))[:120],
                       "subject": str(raw.get("subject", ""))[:120], "activity": str(raw.get("activity", ""))[:80]})


def _complete(tx, draft: Draft, words: Words) -> OrderQuestions:
    """The draft's answers, when all that an order needs is there and fits."""
    raw = {name: value.value for name, value in drafts.values(tx, draft.id).items()}
    questions, wrong = fitting(typed(OrderQuestions, raw), OrderQuestions, words)
    found = {problem.field: problem.sentence for problem in wrong}
    for name in questions.missing():
        found.setdefault(name, words("orders.error.missing", label=words(f"purchase_order.{name}.label")))
    if found:
        raise NotComplete(found)
    return questions


def _remember(tx, draft: Draft, order: Order, now: datetime) -> None:
    """The client's details as they were typed, for the next order to the same client."""
    raw = {name: value.value for name, value in drafts.values(tx, draft.id).items()
           if name.startswith("client_") or name in TERMS}
    clients.remember(tx, draft.owner, order.client.name, order.client.number, order.client.email, raw, now)


def _number(tx, house: House, year: int) -> str:
    """The next free number. It is given in the transaction that uses it, so none is lost and none is given twice."""
    count = orders.next_number(tx, house.series.format(year=year))
    number = house.form.format(year=year, number=count)
    if orders.taken(tx, number):
        raise NotNow("orders.error.number_taken", number=number)
    return number


def _end_of(order: Order) -> datetime:
    """The end of the last day on which the client can answer, in Belgium."""
    return datetime.combine(order.valid_until + timedelta(days=1), time(), BRUSSELS).astimezone(UTC)
