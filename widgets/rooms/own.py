"""The room of a page that an adviser wrote: the plain room, which says so where one of its formulas stops."""

from html import escape
from typing import Any

from widgets.rooms.plain import PlainRoom
from workflows.pages.own_answer import FormulaFailed


class OwnRoom(PlainRoom):
    """Formulas are run beside the kernel's loop, as nobody knows how long they take; the first answer is waited for."""

    def refresh(self) -> None:
        questions, law = self.questions, self.law()
        if self._answers_to == questions:
            self._draw()
        elif self.answer:
            self.busy.value = f'<p role="status">{escape(self.words("room.computing"))}</p>'
            self._work = self.beside(lambda: self._attempt(questions, law), lambda said: self._arrived(questions, said),
                                     instead_of=self._work)
        else:
            self._arrived(questions, self._attempt(questions, law))

    def _attempt(self, questions, law) -> dict[str, Any] | str:
        try:
            return self.topic.answered(questions, law)
        except FormulaFailed as failed:
            return str(failed)

    def _arrived(self, questions, answer) -> None:
        if isinstance(answer, str):
            line, _, why = answer.partition(": ")
            self.answer, self._answers_to, self.busy.value, self.details.value = None, None, "", ""
            self.result.value = f'<p role="alert">{escape(self.words("own.failed", line=line, why=why))}</p>'
        else:
            super()._arrived(questions, answer)
