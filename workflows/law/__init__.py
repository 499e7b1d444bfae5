"""Dated parameters from `data/law`, rules as small pure functions wired by name, explanation of any amount."""
