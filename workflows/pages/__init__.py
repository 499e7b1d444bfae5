"""The registry of pages. Home, server, batch and command line read it."""
