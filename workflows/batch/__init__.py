"""A table of questions becomes reports: checked first, then run, resumed where it stopped."""
