"""What every persona is expected to get, in tests/cases/personas_<year>.yaml. `python -m tests.personas --write` rewrites it.

Without `--write` it only says what differs; exit status 1 when something does. Rewriting is a commit of its own, and the summary that
this prints is what its reviewer looks at.
"""

import sys
from pathlib import Path
from statistics import median

import yaml

from workflows.simulation.as_json import as_json
from workflows.simulation.compare import compare
from workflows.simulation.personas import Persona, personas

CASES = Path(__file__).resolve().parent / "cases"
AMOUNTS = ("net_year", "received_in_year", "contributions", "income_tax")

Amounts = dict[str, dict[str, dict[str, float]]]
"""Persona's id to way to amounts, EUR a year."""


def computed(persona: Persona) -> dict[str, dict[str, float]]:
    """The amounts of every way that is open to a persona, whatever ways there are."""
    routes = as_json(compare(persona.questions, scan=False))["routes"]
    return {way: {name: route[name] for name in AMOUNTS} for way, route in routes.items() if route["applies"]}


def file_of(year: int) -> Path:
    return CASES / f"personas_{year}.yaml"


def expected(year: int) -> Amounts:
    """What stands in the file of a year; nothing where there is none."""
    path = file_of(year)
    return yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) if path.exists() else {}


def written(amounts: Amounts) -> str:
    """The text of a file: one line for each way, so that a change is a line."""
    lines = ["# Written by `python -m tests.personas --write`, EUR a year; reviewed line by line. Personas: data/examples/personas.yaml"]
    for persona, ways in amounts.items():
        lines.append(f"{persona}:")
        lines += [f"  {way}: {{{', '.join(f'{name}: {value!r}' for name, value in found.items())}}}" for way, found in ways.items()]
    return "\n".join(lines) + "\n"


def differences(old: Amounts, new: Amounts) -> list[str]:
    """What changed, in sentences: who came and went, and by how much each way's net year moved."""
    said = [f"{len(found)} {what}: {', '.join(found[:5])}{' …' if len(found) > 5 else ''}" for what, found in (
        ("new", [name for name in new if name not in old]), ("gone", [name for name in old if name not in new])) if found]
    both = [name for name in new if name in old]
    for way in dict.fromkeys(way for name in both for way in (*old[name], *new[name])):
        met = [name for name in both if way in old[name] and way in new[name]]
        opened, closed = (sum(way in one[name] and way not in other[name] for name in both) for one, other in ((new, old), (old, new)))
        moved = [round(new[name][way]["net_year"] - old[name][way]["net_year"], 2) for name in met
                 if new[name][way] != old[name][way]]
        if opened or closed:
            said.append(f"{way}: opens to {opened}, closes to {closed}")
        if moved:
            said.append(f"{way}: {len(moved)} of {len(met)} differ; net_year by {min(moved):+.2f} to {max(moved):+.2f}, "
                        f"median {median(moved):+.2f}")
    return said


def main(arguments: list[str]) -> int:
    """Compare, and with `--write` write; the exit status."""
    status, by_year = 0, {}
    for persona in personas():
        by_year.setdefault(persona.questions.year, {})[persona.id] = computed(persona)
    for year, new in by_year.items():
        said = differences(expected(year), new)
        print(f"{year}: {len(new)} personas; " + ("; ".join(said) or "nothing differs"))
        if "--write" in arguments:
            file_of(year).write_text(written(new), encoding="utf-8")
        elif said:
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
