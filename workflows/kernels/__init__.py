"""The one door where IPython is known: notebooks executed for batches."""
