"""An evening on paper: its agenda with the testimony first, what came of each question, what is taken up again."""

from datetime import date

from workflows.report.sheet import Section, Sheet, Table
from workflows.services.workshops import SPOKEN, Workshop, point_text
from workflows.words.catalogue import Words


def minutes(one: Workshop, day: date, words: Words) -> Sheet:
    """The same parts with the same keys in each language."""
    code = words.language if words.language in SPOKEN else "fr"
    return Sheet(
        page="", title=one.title[code], asked=((words("workshops.when"), words.formats.instant(one.starts_at)),
                                               (words("workshops.place"), one.place or "–")),
        tiles=(), verdict=(words("workshops.verdict", title=one.title[code]),),
        sections=(Section(words("workshops.agenda"), agenda(one, words)), _speakers(one, words),
                  _questions(one, words, code),
                  _points(one, words)),
        notes=(words("workshops.note"),), edition=words.formats.date(day), link="", version=1)


def agenda(one: Workshop, words: Words) -> tuple[str, ...]:
    """The slots of the evening in order: a testimony of practice, the guests, old points, questions, next points."""
    code = words.language if words.language in SPOKEN else "fr"
    coming = [person for person in one.speakers if person.state == "accepted"]
    slots = [words("workshops.slot.testimony", name=coming[0].name if coming else words("workshops.slot.somebody"))]
    slots += [words("workshops.slot.speaker", name=person.name, subject=person.subject or "–") for person in coming[1:]]
    slots += [words("workshops.slot.point", text=point_text(point, code)) for point in one.carried]
    slots += [words("workshops.slot.question", text=getattr(question, code)) for question in one.questions]
    return tuple(f"{at}. {said}" for at, said in enumerate((*slots, words("workshops.slot.next")), 1))


def _speakers(one, words):
    rows = tuple((person.name, person.subject or "–", words(f"workshops.speaker.{person.state}")) for person in one.speakers)
    columns = tuple(words(f"workshops.column.{name}") for name in ("speaker", "subject", "state"))
    return Section(words("workshops.speakers"), () if rows else (words("workshops.none"),),
                   Table(columns, rows) if rows else None)


def _questions(one, words, code):
    rows = tuple((getattr(question, code), words(f"workshops.consensus.{question.consensus}"), question.arguments or "–",
                  question.examples or "–") for question in one.questions)
    columns = tuple(words(f"workshops.column.{name}") for name in ("question", "consensus", "arguments", "examples"))
    return Section(words("workshops.questions"), (words("workshops.asked"),), Table(columns, rows) if rows else None)


def _points(one, words):
    said = tuple(point_text(point, words.language) for point in (*one.carried, *one.own) if point.closed_at is None)
    return Section(words("workshops.points"), (words("workshops.points.asked"), *(said or (words("workshops.none"),))))
