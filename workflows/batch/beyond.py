"""What goes wrong beyond this machine, as a sentence for the person: the key of the words and what fills it."""

from typing import Any

from workflows.words.catalogue import Words


class Beyond(RuntimeError):
    """A cluster or a place elsewhere cannot be used. What was done is kept; the same command goes on."""

    def __init__(self, key: str, **values: Any):
        super().__init__(key)
        self.key, self.values = key, values

    def said(self, words: Words) -> str:
        """The sentence."""
        return words(self.key, **self.values)


def why(error: BaseException) -> str:
    """An error of somebody else's program in one short line."""
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
