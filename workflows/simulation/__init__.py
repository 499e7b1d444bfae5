"""Micro-enterprise simulation: what each way of working leaves of the same turnover, and where the better one changes."""
