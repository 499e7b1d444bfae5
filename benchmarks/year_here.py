"""The salaried year of many people through the law book, in this process: `python -m benchmarks.year_here`. Prints JSON."""

import json
import os
import time

START = time.perf_counter()

import numpy as np  # noqa: E402 - importing is what the first figure measures

from benchmarks.people import YEAR_HERE, people  # noqa: E402
from workflows.law.book import BOOK  # noqa: E402
from workflows.law.library import shelf  # noqa: E402
from workflows.law.payslip import PayslipQuestions, rule_inputs  # noqa: E402
from workflows.law.year import periods  # noqa: E402

MONTH = ("net", "taxable", "fiscal_work_bonus_month")


def year(gross, children):
    """(net pay of the year, income tax of the year) of single people, an employee's full months; the law of each month."""
    law, inputs = shelf(), {**rule_inputs(PayslipQuestions()), "gross": gross, "children": children}
    total = dict.fromkeys(MONTH, 0.0)
    for period in periods(law, YEAR_HERE, BOOK.needs(MONTH, inputs)):
        found = BOOK.evaluate(MONTH, inputs, law, period.day)
        total = {name: total[name] + len(period.months) * found[name] for name in MONTH}
    nothing = dict.fromkeys(("departure_holiday", "fund_holiday", "job_taxable", "partner_taxable_income"), 0.0)
    of_the_year = {**inputs, **nothing, "young_children": 0, "shared_children": 0, "region": 0,
                   "pay_taxable_year": total["taxable"], "fiscal_work_bonus_months": total["fiscal_work_bonus_month"]}
    tax = BOOK.evaluate(("salaried_tax",), of_the_year, law, period.day)["salaried_tax"]
    return total["net"], tax


if __name__ == "__main__":
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    gross, children = people()
    shelf()
    ready, worked = time.perf_counter(), time.process_time()
    net, tax = year(gross, children)
    print(json.dumps({"import_s": ready - START, "s": time.perf_counter() - ready,
                      "processor_s": time.process_time() - worked, "net": float(net.mean()), "tax": float(tax.mean()),
                      "people": int(np.isfinite(net + tax).sum())}))
