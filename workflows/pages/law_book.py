"""The law book of this installation: the rules of the law, and those that every way of working adds."""

from functools import lru_cache
from pathlib import Path

from workflows.law.book import RULES
from workflows.law.book_pages import Book
from workflows.law.library import shelf
from workflows.settings import data_folder
from workflows.simulation import graphs


def law_book() -> Book:
    """All rules, figures and inputs. Rules of a new way appear once `workflows/simulation/graphs.py` has its graph.

    >>> law_book().kinds["net_year"], law_book().kinds["cooperative_contribution_rate"], law_book().kinds["turnover"]
    ('rule', 'parameter', 'input')
    """
    return _read(data_folder())


@lru_cache(maxsize=4)
def _read(folder: Path) -> Book:
    of_the_ways = [(name, rule) for graph in (graphs.MONTH, graphs.SALARIED_YEAR, *graphs.YEARS.values())
                   for name, rule in graph.rules.items() if "__" not in name]
    return Book([*RULES.items(), *of_the_ways], shelf(), graphs.SUMS)
