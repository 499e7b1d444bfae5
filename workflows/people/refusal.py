"""Why something was not done, for a person: the key of a sentence, and what fills it."""


class Refusal(Exception):
    """The base of what people are told.

    >>> Refusal("password.short", shortest=12).values
    {'shortest': 12}
    """

    def __init__(self, key: str, **values):
        super().__init__(key)
        self.key, self.values = key, values
