"""The official rules for order and invoice XML, run by the checker of the dossier in one process of its own.

`python -m tests.official FOLDER` reads a JSON list of documents and writes one list of what is wrong for each. A Saxon
processor must be alone in its process: several in several threads abort it.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parent.parent


def judged(folder: Path, documents: list[bytes]) -> list[list[str]]:
    """For each document what the checker in `folder` finds wrong."""
    done = subprocess.run([sys.executable, "-m", "tests.official", str(folder)], cwd=ROOT, capture_output=True, text=True,
                          input=json.dumps([one.decode() for one in documents]), timeout=280)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def main(folder: str) -> None:
    """Judge what stands on the standard input."""
    sys.path.insert(0, folder)
    import validate
    from lxml import etree
    from saxonche import PySaxonProcessor
    # The checker reads its schemas and sheets anew for each file; here each is read once.
    validate.etree = SimpleNamespace(**{**vars(etree), "parse": str, "XMLSchema": cache(lambda path: etree.XMLSchema(etree.parse(path)))})
    saxon = PySaxonProcessor(license=False)
    xslt = saxon.new_xslt30_processor()
    sheets = SimpleNamespace(compile_stylesheet=cache(xslt.compile_stylesheet))
    found = []
    for text in json.load(sys.stdin):
        root = etree.fromstring(text.encode())
        failed, fired = validate.schematron(saxon, sheets, root)
        found.append([*validate.xsd_errors(root), *(f"{rule}: {said}" for rule, flag, said in failed if flag == "fatal"),
                      *(["no rule fired"] if not fired else [])])
    print(json.dumps(found), flush=True)
    os._exit(0)  # Saxon's own end of a process takes seconds, or aborts.


if __name__ == "__main__":
    main(sys.argv[1])
