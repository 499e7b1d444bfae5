"""What can be asked over HTTP, and its answer, computed beside the event loop so that no page waits for it."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from workflows.law.listing import unknown
from workflows.law.parameters import UnknownFigure
from workflows.law.payslip import PayslipQuestions, payslip, payslip_json
from workflows.pages.registry import PAGES, Page, load
from workflows.questions.base import Questions
from workflows.questions.problems import problems
from workflows.server.api_problems import Refused, fields
from workflows.words.catalogue import Words

SECONDS = 30.0
"""How long a call may take, waiting included."""

# One thread: a situation computes for a fraction of a second, and several calls take turns, situation by situation.
_beside = ThreadPoolExecutor(1, thread_name_prefix="api")


@dataclass(frozen=True)
class Asked:
    """One address: its questions, and the function from them to the answer as JSON."""

    name: str
    model: type[Questions]
    answer: Callable[[Questions], dict[str, Any]]


def asked() -> dict[str, Asked]:
    """Every page of the registry, and the payslip."""
    found = {"payslip": Asked("payslip", PayslipQuestions, lambda questions: payslip_json(payslip(questions)))}
    return found | {name: Asked(name, page.model, _of_page(page)) for name, page in PAGES.items()}


def questions_of(what: Asked, values: list[dict[str, Any]], several: bool, words: Words) -> list[Questions]:
    """The questions from what was sent; Refused with one entry for each value that does not fit, in all situations."""
    found, wrong = [], []
    for at, one in enumerate(values):
        try:
            found.append(what.model.model_validate(one))
        except ValidationError as error:
            wrong += fields(problems(error, what.model, words), at if several else None)
    if wrong:
        raise Refused(422, "api.error.refused", wrong)
    return found


async def answers(what: Asked, questions: list[Questions], words: Words, seconds: float = SECONDS) -> list[dict[str, Any]]:
    """The answers in the order of the questions; Refused when the time is over or the law of the day is not known."""
    until, found = time.monotonic() + seconds, []
    try:
        for one in questions:
            work = asyncio.get_running_loop().run_in_executor(_beside, what.answer, one)
            found.append(await asyncio.wait_for(work, until - time.monotonic()))
    except TimeoutError:
        raise Refused(503, "api.error.slow", seconds=round(seconds)) from None
    except UnknownFigure as error:
        raise Refused(422, said=unknown(error, words)) from None
    return found


def _of_page(page: Page):
    return lambda questions: load(page.to_json)(load(page.answer)(questions))
