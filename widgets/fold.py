"""A part of a page that unfolds on a button. What is inside reaches the browser when it is first unfolded, not before:
most of a page is never unfolded, and a browser takes a second to make what nobody looks at."""

from collections.abc import Iterator

import comm
import ipywidgets as w
from ipywidgets.widgets import widget


class Fold(w.VBox):
    """A button and what it unfolds. `eager`: the inside is there from the start, for a fold that a wide screen opens.

    >>> fold = Fold(w.HTML("inside"))
    >>> fold.unfolded, len(fold.children[1].children)
    (False, 0)
    >>> fold.unfold()
    >>> fold.unfolded, fold.children[1].children[0].value
    (True, 'inside')
    """

    def __init__(self, *inside: w.Widget, css: str = "", eager: bool = False):
        self.button, self._kept = w.Button(), [] if eager else list(inside)
        super().__init__([self.button, w.VBox(list(inside) if eager else []).add_class("inside")])
        self.add_class("fold")
        if css:
            self.add_class(css)
        self.button.on_click(lambda _: self.remove_class("unfolded") if self.unfolded else self.unfold())

    @property
    def unfolded(self) -> bool:
        return "unfolded" in self._dom_classes

    def unfold(self) -> None:
        """Show the inside."""
        if self._kept:
            for one in below(self._kept):
                one.open()
            self.children[1].children, self._kept = self._kept, []
        self.add_class("unfolded")

    def withhold(self) -> None:
        """Keep the inside from a browser that connects, until it is unfolded. No kernel may run in this process yet."""
        comms = comm.get_comm_manager().comms
        for one in below(self._kept):
            if one.comm is not None:
                comms.pop(one.model_id, None)
                widget._instances.pop(one.model_id, None)
                one.comm = None


def below(tops: list[w.Widget]) -> Iterator[w.Widget]:
    """Widgets and all that they need, each after what it needs: a browser makes them in this order."""
    known = set()

    def walk(one):
        if id(one) in known:
            return
        known.add(id(one))
        for name in one.keys:
            value = getattr(one, name)
            for part in value if isinstance(value, (tuple, list)) else [value]:
                if isinstance(part, w.Widget):
                    yield from walk(part)
        yield one

    for top in tops:
        yield from walk(top)
