"""The rules of the law, one function each, named after what it computes; its arguments name what it needs."""
