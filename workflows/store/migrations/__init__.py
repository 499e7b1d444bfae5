"""The database's history: one module per step, each in one transaction."""
