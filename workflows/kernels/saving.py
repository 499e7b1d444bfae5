"""What JupyterLab may write back into a page's notebook: never what a member typed or saw."""

from typing import Any

from workflows.pages.registry import PAGES


def without_outputs(model: dict[str, Any], path: str = "", **_: Any) -> None:
    """Take outputs out of a page's own notebook before it is saved; copies under other names keep theirs.

    `model` is changed in place, as JupyterLab's pre-save hook asks. The answer of a member belongs into the PDF or the
    link, not into the file that everybody is served; nor does what this machine's Python is called.

    >>> cell = {"cell_type": "code", "outputs": [{"text": "secret"}], "execution_count": 3, "metadata": {}}
    >>> content = {"cells": [cell], "metadata": {"kernelspec": {"name": "python3"}}}
    >>> without_outputs({"type": "notebook", "content": content}, path="simulation.ipynb")
    >>> cell["outputs"], cell["execution_count"]
    ([], None)
    """
    if model.get("type") != "notebook" or path.strip("/") not in {page.notebook.name for page in PAGES.values()}:
        return
    content = model["content"]
    content["metadata"] = {"kernelspec": content["metadata"]["kernelspec"], "language_info": {"name": "python"}}
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
