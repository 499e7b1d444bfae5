"""Cash: when the money of an activity comes and goes, and what its vehicle really costs."""
