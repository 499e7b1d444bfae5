"""Notebooks for the engine's tests: run by both engines, and what is left of them without times and names of a run."""

import hashlib
import json
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import papermill
from traitlets.config import Config

from workflows.kernels.engine import NAME

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
TIMES = ("start_time", "end_time", "duration")

SAME = {
    "rich": ("from IPython.display import *\nimport pandas as pd\nHTML('<b>é</b>')",
             "display(Markdown('# a'), SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>'), Latex('$x$'), JSON({'a': [1, None]}))",
             "display(Image(data=b'\\x89PNG\\r\\n\\x1a\\n' + bytes(40), format='png'))\npd.DataFrame({'a': [1, 2.5]})",
             "class Own:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n        return {'application/x+json': {'b': 1}}\nOwn()"),
    "matplotlib": ("import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.title('é')",
                   "figure, places = plt.subplots(1, 2)\nplaces[0].bar([1, 2], [3, 4])\nplt.show()\nprint('drawn')",
                   "%config InlineBackend.figure_format = 'retina'\nplt.hist([1, 1, 2]); plt.figure().number"),
    "streams": ("import os, sys, subprocess, warnings, logging\nprint('one')\nprint('two', file=sys.stderr)\nprint('three', end='')",
                "os.write(1, b'raw\\n'); import time; time.sleep(0.4)",
                "subprocess.run(['sh', '-c', 'echo child; sleep 0.4; echo trouble >&2']); time.sleep(0.4)",
                "!echo shell", "logging.warning('logged')\nsys.stdout.write('50%\\r100%\\n');"),
    "error": ("x = 1", "def deep(n):\n    return 1 / n if not n else deep(n - 1)\ndeep(2)", "print('never')"),
    "syntax": ("print('before')", "for", "print('never')"),
    "expected error": ("#expected\nraise ValueError('é\\n\"')", "print('goes on')"),
    "widgets": ("import ipywidgets as w\nslider = w.IntSlider(value=3)\nslider",
                "out = w.Output()\nout",
                "with out:\n    print('inside')\n    display(5)\nprint('outside')",
                "slider.value = 7\nw.VBox([w.HTML('<i>a</i>'), slider, w.Image(value=b'abc')])"),
    "updates": ("from IPython.display import *\nhandle = display('first', display_id=True)\nprint('a')",
                "handle.update(HTML('second'))\ndisplay(1, display_id='n')\ndisplay(2, display_id='n')",
                "update_display('third', display_id='n')\nprint('gone')\nclear_output(wait=True)\nprint('stays')",
                "print('gone too')\nclear_output()\n3"),
    "await": ("import asyncio\nawait asyncio.sleep(0.01)\nprint('slept')",
              "async def numbers():\n    for n in range(3):\n        yield n\n[n async for n in numbers()]",
              "done = asyncio.create_task(asyncio.sleep(0, 'later'))", "await done"),
    "magics": ("%%capture kept\nprint('kept')", "kept.stdout", "_ + '!', Out[2], In[1]", "%%bash\necho bash", "a = 5\n%who",
               "get_ipython().execution_count", "input('?')"),
    "process": ("import pickle, threading, os, multiprocessing, dataclasses\n@dataclasses.dataclass\nclass Point:\n    x: int",
                "pickle.loads(pickle.dumps(Point(3))), __name__",
                "thread = threading.Thread(target=print, args=('from a thread',)); thread.start(); thread.join()",
                "if not (pid := os.fork()):\n    os._exit(7)\nos.waitpid(pid, 0)[1]", "os.environ['PAGER'], os.getcwd()"),
    "exit": ("print('a')", "import sys\nsys.exit()", "print('b')"),
    "exit with a status": ("import sys\nsys.exit(3)", "print('never')"),
    "interrupt": ("import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(5)", "print('never')"),
    "interrupted await": ("import asyncio, os, signal\nasyncio.get_event_loop().call_later(0.2, os.kill, os.getpid(), signal.SIGINT)\n"
                          "await asyncio.sleep(5)", "print('never')"),
    "twenty megabytes": ("print('x' * 20_000_000)", "'y' * 100"),
    "crash": ("print('a')", "import os, time\ntime.sleep(0.5)  # its number is said by then\nos._exit(3)", "print('never')"),
    "timeout": ("print('a')", "import time\ntime.sleep(60)", "print('never')"),
}
"""By what they show: cells whose result must not depend on the engine."""


def written(path: Path, cells: tuple[str, ...]) -> Path:
    """A notebook of these cells; one that begins with "#expected" may fail."""
    made = [nbformat.v4.new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(cells)]
    for cell in made:
        if cell.source.startswith("#expected"):
            cell.metadata["tags"] = ["raises-exception"]
    nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=KERNEL), path)
    return path


def ran(path: Path, engine: str | None = NAME, **asked) -> tuple[dict | None, str]:
    """The executed notebook as it was written, and the error that was raised, "" for none."""
    output, error = path.with_name("executed.ipynb"), ""
    output.unlink(missing_ok=True)
    # Stock kernels that start at the same moment in two processes may be given the same port, and one of them dies.
    with TemporaryDirectory(prefix="ipc-") as sockets:
        if engine is None:
            asked["config"] = Config(KernelManager={"transport": "ipc", "ip": f"{sockets}/kernel"})
        try:
            papermill.execute_notebook(path, output, engine_name=engine, progress_bar=False, cwd=path.parent, **asked)
        except Exception as problem:
            error = f"{type(problem).__name__}: {problem}"
    return json.loads(output.read_text(encoding="utf-8")), error


def plain(notebook: dict) -> dict:
    """Without times, and with the names that each run makes anew in their order."""
    for part in (notebook, *notebook["cells"]):
        for name in TIMES:
            part["metadata"].get("papermill", {}).pop(name, None)
        part["metadata"].pop("execution", None)
        part.pop("id", None)
    for cell in notebook["cells"]:
        cell["outputs"] = _merged(cell.get("outputs", []))
    text = json.dumps(notebook, ensure_ascii=False)
    for name, label in _labels(notebook).items():
        text = text.replace(name, label)
    text = re.sub(r"0x[0-9a-f]{8,}|ipykernel_\d+", "address", text)
    notebook = json.loads(text)
    for part in notebook["metadata"].get("widgets", {}).values():
        part["state"] = dict(sorted(part["state"].items()))
    return notebook


def _labels(notebook):
    """For each widget's name a label from its state, and from those of the widgets that it names."""
    states = notebook["metadata"].get("widgets", {}).get("application/vnd.jupyter.widget-state+json", {}).get("state", {})
    labels = dict.fromkeys(states, "")
    for _ in range(4):
        labels = {name: hashlib.sha256(re.sub("|".join(states), lambda found, now=labels: now[found[0]], json.dumps(
            state, sort_keys=True)).encode()).hexdigest() for name, state in states.items()}
    return labels


def _merged(outputs):
    """Where a stream was cut depends on the clock, in stock papermill too."""
    merged = []
    for output in outputs:
        if output["output_type"] == "stream" and merged and merged[-1].get("name") == output["name"]:
            merged[-1]["text"] = "".join([*merged[-1]["text"], *output["text"]])
        else:
            if output["output_type"] == "stream":
                output["text"] = "".join(output["text"])
            merged.append(output)
    return merged


def as_outside(monkeypatch) -> None:
    """ipykernel does not capture what children write while it believes that pytest looks."""
    monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)
    assert "PYTEST_CURRENT_TEST" not in os.environ
