"""The steps. Each says its columns itself, so that a later change of the tables does not change the past."""
