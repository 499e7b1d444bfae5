"""The services of the cooperative: what there is, how it is judged, who answers what, and what members say about it."""
