"""The workshop: the cooperative's rules and work. Imports go down the table in docs/architecture.md."""
