"""The laws of the house, as tests."""

import ast
import doctest
import importlib
import json
import re
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent.parent
TRACKED = [ROOT / name for name in subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                                                  capture_output=True, text=True, check=True).stdout.split("\n") if name]
PYTHON = [path for path in TRACKED if path.suffix == ".py" and path.exists()]
OURS = [path for path in PYTHON if path.relative_to(ROOT).parts[0] in ("widgets", "workflows")]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_imports_go_down():
    done = subprocess.run([str(Path(sys.executable).parent / "lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:]


def test_files_are_one_thing():
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}
    assert {name: length for name, length in lengths.items() if length > 300} == {}
    assert statistics.median(lengths[name_of(path)] for path in OURS) <= 100


def test_every_module_says_what_it_is_and_every_public_function_too():
    for path in OURS:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree) or not tree.body, name_of(path)
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{name_of(path)}: {node.name}"
    for path in (ROOT / "workflows" / "law" / "rules").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name}"
                assert node.end_lineno - node.lineno < 40, f"{path.name}: {node.name} is longer than a screen"


ALLOWED = {0, 1, 2, 3, 4, 12, 0.01, 0.5, 1e-9}


@pytest.mark.parametrize("path", [*sorted((ROOT / "workflows" / "law" / "rules").glob("*.py")), ROOT / "workflows" / "law" / "circle.py", *sorted((ROOT / "workflows" / "simulation").glob("*rules.py"))], ids=lambda p: p.stem)
def test_no_legal_number_outside_data(path):
    """Rules hold halves, quarters and months, nothing that a law could change."""
    numbers = {node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
               if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool)}
    assert numbers <= ALLOWED, numbers - ALLOWED


def test_no_loop_in_a_rule():
    for path in (ROOT / "workflows" / "law" / "rules").glob("*.py"):
        loops = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, (ast.For, ast.While))]
        assert loops == [], path.name


def test_answers_load_neither_ipython_nor_widgets():
    code = ("import sys; from workflows.simulation.compare import compare; from workflows.simulation.questions import "
            "SimulationQuestions as Q; from workflows.simulation.report import simulation_pdf; "
            "from workflows.law.payslip import payslip, PayslipQuestions; payslip(PayslipQuestions()); compare(Q(), scan=False); "
            "print([m for m in ('IPython', 'ipywidgets', 'ipykernel', 'papermill', 'pandas', 'voila', 'jupyter_client') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_examples_in_docstrings_run(path):
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    assert doctest.testmod(module, optionflags=doctest.ELLIPSIS).failed == 0


def test_notebooks_are_shop_windows():
    shown = [path for path in TRACKED if path.parent == ROOT / "notebooks" and path.suffix == ".ipynb"]
    assert len(shown) >= 14
    for path in shown:
        cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
        assert 1 <= len(cells) <= 5
        for cell in cells:
            source = "".join(cell["source"])
            assert cell["outputs"] == [] and cell["execution_count"] is None
            assert not re.search(r"^\s*(def|class) |<\w+>", source, re.M)


def test_top_level_is_as_agreed():
    folders = {path.relative_to(ROOT).parts[0] for path in TRACKED if len(path.relative_to(ROOT).parts) > 1}
    assert folders >= {"notebooks", "widgets", "workflows", "data", "tests"}
    assert folders <= {"notebooks", "widgets", "workflows", "data", "tests", "docs", "benchmarks", "deploy", ".ci"}
    assert not (ROOT / "data" / "__init__.py").exists()


def test_no_file_names_a_registry_or_a_path_of_a_machine():
    hosts = re.compile(r"\b(" + "|".join(("py" + "pi", "python" + "hosted", "npm" + "js", "deb" + "ian")) + r")\.(org|com)\b")
    paths = re.compile(r"(?<![\w.])/(work|farm|root|home)/\w")
    for path in TRACKED:
        if path.suffix in (".png", ".otf") or not path.exists():
            continue
        text = path.read_text(encoding="utf-8")
        assert not hosts.search(text) and not paths.search(text), name_of(path)


def test_every_test_asserts_something():
    """An assertion of its own, or a refusal that it expects: waiting alone says nothing to who reads the test."""
    for path in PYTHON:
        if path.relative_to(ROOT).parts[0] != "tests":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                says = any(isinstance(part, ast.Assert) or (isinstance(part, ast.Attribute) and part.attr == "raises")
                           for part in ast.walk(node))
                assert says, f"{name_of(path)}: {node.name}"


def test_nothing_is_left_for_later():
    words = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b|NotImplemented" + "Error")
    assert [name_of(path) for path in PYTHON if words.search(path.read_text(encoding="utf-8"))] == []


def test_environment_yml_equals_pyproject():
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    pip = next(entry["pip"] for entry in conda if isinstance(entry, dict))
    assert sorted(pip) == sorted(PROJECT["project"]["dependencies"])
    assert {"jupyterlab", "ipywidgets", "voila", "pandas", "papermill"} <= {Requirement(line).name for line in pip}
    python = next(entry for entry in conda if isinstance(entry, str) and entry.startswith("python"))
    assert python.removeprefix("python") == PROJECT["project"]["requires-python"]


def locked() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        match = re.match(r"([A-Za-z0-9_.-]+)==([^ ;\\]+)", line)
        if match:
            found.setdefault(match[1].lower().replace("_", "-"), []).append(match[2])
    return found


def test_the_lock_answers_every_requirement_with_hashes_and_without_addresses():
    text, found = (ROOT / "requirements.lock").read_text(encoding="utf-8"), locked()
    extras = PROJECT["project"]["optional-dependencies"]
    for line in [*PROJECT["project"]["dependencies"], *extras["test"], *extras["cluster"], *PROJECT["build-system"]["requires"]]:
        requirement = Requirement(line)
        versions = found[requirement.name.lower().replace("_", "-")]
        assert all(requirement.specifier.contains(version) for version in versions), line
    assert "--index" not in text and "://" not in text and "rfc3987-syntax==" not in text
    assert len(re.findall(r"==", text)) <= text.count("--hash=sha256:")


@pytest.mark.slow
def test_the_pip_section_of_environment_yml_resolves(tmp_path):
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    wanted = next(entry["pip"] for entry in conda if isinstance(entry, dict))
    done = subprocess.run([sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--ignore-installed", "--target",
                           str(tmp_path), "--report", str(tmp_path / "report.json"), *wanted], capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stderr[-1500:]
    names = {item["metadata"]["name"].lower() for item in json.loads((tmp_path / "report.json").read_text())["install"]}
    assert {"voila", "papermill", "pandas", "jupyterlab", "ipywidgets"} <= names
