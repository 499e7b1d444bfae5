"""Money that an order is about, exact: see `workflows.law.owed`, which expense notes count with too."""

from workflows.law.owed import CENT, MILL, PRICE, ZERO, Amount, cents, exact, shared

__all__ = ["CENT", "MILL", "PRICE", "ZERO", "Amount", "cents", "exact", "shared"]
