"""The page's own script: keeps what is typed in the browser and in the link, hands out files, speaks to screen readers."""

from pathlib import Path

import anywidget
import traitlets as t


class Page(anywidget.AnyWidget):
    """Glue between the room and the browser. It draws nothing.

    `language`, `title`: of the document. `names`: CSS class -> accessible name, for what ipywidgets leaves nameless.
    `typed`: what to keep in this browser. `link`: query of the link. `messages`: sentences the script may need.
    `choices`: field -> its choices in the order of the screen. `opened`: what stood in the entries when the page opened.
    `restored`: what the browser had kept, sent once when the page opens without a link. `download`: a file to hand out.
    """

    _esm = "".join((Path(__file__).parent / name).read_text(encoding="utf-8")
                   for name in ("saving.js", "receipt.js", "page.js"))

    language = t.Unicode("fr").tag(sync=True)
    title = t.Unicode("").tag(sync=True)
    page = t.Unicode("").tag(sync=True)
    version = t.Int(1).tag(sync=True)
    names = t.Dict().tag(sync=True)
    choices = t.Dict().tag(sync=True)
    opened = t.Dict().tag(sync=True)
    typed = t.Dict().tag(sync=True)
    link = t.Unicode("").tag(sync=True)
    messages = t.Dict().tag(sync=True)
    restored = t.Dict(allow_none=True, default_value=None).tag(sync=True)

    def hand_out(self, name: str, content: bytes, mime: str) -> None:
        """Give a file to the person, as a download."""
        self.send({"kind": "download", "name": name, "mime": mime}, buffers=[content])
