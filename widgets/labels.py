"""The small form in JupyterLab in which an adviser names a page's questions and results in three languages."""

from html import escape

import ipywidgets as w

from workflows.pages.own import VERDICT, OwnPage
from workflows.pages.own_labels import write_about
from workflows.pages.registry import AUDIENCES
from workflows.words.catalogue import LANGUAGES, Words


class Labels:
    """A row for each name, an entry for each language. Saved into the notebook's metadata, never into the words."""

    def __init__(self, page: OwnPage, words: Words):
        self.page, self.words, self.names = page, words, {**page.wanted(), VERDICT: ""}
        self.entries = {(key, language): w.Text(value=page.said(key, language) or (french if language == "fr" else ""),
                                                continuous_update=False, layout=w.Layout(width="auto"))
                        for key, french in self.names.items() for language in LANGUAGES}
        self.author = w.Text(value=page.author, description=words("own.labels.author"), continuous_update=False,
                             style={"description_width": "initial"})
        self.audience = w.Dropdown(options=[(words(f"own.audience.{one}"), one) for one in AUDIENCES], value=page.audience,
                                   description=words("own.labels.audience"), style={"description_width": "initial"})
        self.save = w.Button(description=words("own.labels.save"), button_style="primary")
        self.told = w.HTML()
        self.save.on_click(lambda _: self.write())

    def write(self) -> None:
        """Keep what stands in the form; say that the notebook must be read again."""
        labels: dict[str, dict[str, str]] = {}
        for (key, language), entry in self.entries.items():
            if entry.value.strip():
                labels.setdefault(key, {})[language] = entry.value.strip()
        write_about(self.page.notebook, self.author.value, self.audience.value, labels)
        self.told.value = f'<p role="status">{escape(self.words("own.labels.saved"))}</p>'

    @property
    def root(self) -> w.Widget:
        """The form."""
        head = [w.HTML(f"<b>{escape(text)}</b>") for text in (
            self.words("own.labels.name"), *(self.words(f"own.labels.{language}") for language in LANGUAGES))]
        rows = [cell for key in self.names for cell in (
            w.HTML(f"<code>{escape(key)}</code>"), *(self.entries[key, language] for language in LANGUAGES))]
        grid = w.GridBox([*head, *rows], layout=w.Layout(grid_template_columns="12rem repeat(3, minmax(8rem, 1fr))"))
        return w.VBox([w.HTML(f"<p>{escape(self.words('own.labels.why'))}</p>"), self.author, self.audience, grid, self.save,
                       self.told])

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.root._repr_mimebundle_(include=include, exclude=exclude)
