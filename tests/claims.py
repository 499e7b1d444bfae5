"""Which tests claim which lines of the workshop's notes, by the marker `claims`; `python -m tests.claims` writes them into the table."""

import ast
import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "traceability.md"
LINES = tuple(f"T{number:03d}" for number in range(1, 108))
OUT = "Out of reach:"
"""How the answer of a line begins that no software can give."""


@lru_cache(maxsize=1)
def claims() -> dict[str, dict[str, list[str]]]:
    """Line -> file of tests -> names of the tests that claim it."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for line in _claimed(node):
                    found[line][path.stem].append(node.name)
    return found


def rows() -> list[tuple[str, str, str, str]]:
    """(line, what was said, what answers it, files of tests) as the table has them."""
    return [tuple(cell.strip() for cell in line.strip("|\n").split("|")) for line in
            TABLE.read_text(encoding="utf-8").splitlines() if re.match(r"\| T\d", line)]


def column(line: str) -> str:
    """The files of tests that claim a line, as the table writes them."""
    return ", ".join(f"`{name}`" for name in sorted(claims().get(line, {})))


def _claimed(node: ast.FunctionDef) -> list[str]:
    return [argument.value for mark in node.decorator_list if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("mark.claims")
            for argument in mark.args if isinstance(argument, ast.Constant)]


if __name__ == "__main__":
    known = {line: column(line) for line in LINES}
    text = [f"| {cells[0].strip()} |{cells[1]}|{cells[2]}| {known[cells[0].strip()]} |" if (cells := line.strip("|").split("|")) and
            re.match(r"\| T\d", line) else line for line in TABLE.read_text(encoding="utf-8").splitlines()]
    TABLE.write_text("\n".join(text) + "\n", encoding="utf-8")
