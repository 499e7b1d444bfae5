"""The `atelier` command; each subcommand is one call into a room."""
