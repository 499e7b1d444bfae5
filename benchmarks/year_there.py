"""The salaried year of the same people through OpenFisca-France, run by the Python of its environment. Prints JSON."""

import json
import os
import sys
import time
from pathlib import Path

START = time.perf_counter()

import numpy as np  # noqa: E402 - importing is what the first figure measures
from openfisca_core.simulation_builder import SimulationBuilder  # noqa: E402
from openfisca_france import FranceTaxBenefitSystem  # noqa: E402

sys.path.append(str(Path(__file__).resolve().parent.parent))

from benchmarks.people import YEAR_THERE, people  # noqa: E402

GROUPS = {"foyer_fiscal": ("declarant_principal", "personne_a_charge"), "menage": ("personne_de_reference", "enfant"),
          "famille": ("demandeur", "enfant")}
ADULT_BORN, CHILD_BORN = "1985-01-01", "2015-01-01"


def year(system, gross, children):
    """(net pay of the year, income tax of the year) of single people: each a household, its children persons in it."""
    many, period = len(gross), str(YEAR_THERE)
    household = np.concatenate([np.arange(many), np.repeat(np.arange(many), children)])
    is_child = np.arange(len(household)) >= many
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("individu", np.arange(len(household)))
    for name, (adult, child) in GROUPS.items():
        group = builder.declare_entity(name, np.arange(many))
        builder.join_with_persons(group, household, np.where(is_child, child, adult))
    simulation = builder.build(system)
    simulation.set_input("salaire_de_base", period, np.concatenate([12 * gross, np.zeros(is_child.sum())]))
    simulation.set_input("date_naissance", period, np.where(is_child, CHILD_BORN, ADULT_BORN).astype("datetime64[D]"))
    net = simulation.calculate_add("salaire_net", period)[:many]
    # Below 0 it is a tax to pay.
    return net, -simulation.calculate("impot_revenu_restant_a_payer", period)


if __name__ == "__main__":
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    gross, children = people()
    system = FranceTaxBenefitSystem()
    ready, worked = time.perf_counter(), time.process_time()
    net, tax = year(system, gross, children)
    print(json.dumps({"import_s": ready - START, "s": time.perf_counter() - ready,
                      "processor_s": time.process_time() - worked, "net": float(net.mean()), "tax": float(tax.mean()),
                      "people": int(np.isfinite(net + tax).sum())}))
