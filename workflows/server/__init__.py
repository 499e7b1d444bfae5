"""The Voilà application: only the pages of the registry, nothing else of Jupyter."""
