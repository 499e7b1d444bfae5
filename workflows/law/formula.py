"""The formula of a rule in words, read from the rule's own code: what stands here is what is computed."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from functools import lru_cache

from workflows.words.catalogue import Words

_LISTS = {"minimum": "least", "maximum": "most"}
_SIGNS = {ast.Add: (1, " + "), ast.Sub: (1, " − "), ast.Mult: (2, " × "), ast.Div: (2, " / ")}
_COMPARED = {ast.Lt: "below", ast.LtE: "at_most", ast.Gt: "above", ast.GtE: "at_least", ast.Eq: "equal"}
_TRANSPARENT = {"asarray", "float64", "array", "zeros_like"}
LONGEST = 700
"""A formula with more characters is no sentence any more: then only what it rests on is named."""

_WHOLE = 9
"""Binds more tightly than any sign: no brackets needed."""
_GUARD = 0.01
"""A greatest-of with so little only keeps a division from failing."""


def in_words(rule: Callable, words: Words, named: Callable[[str], str]) -> str:
    """The formula with every rule, input and figure under its name.

    >>> from workflows.words.catalogue import speak
    >>> from workflows.law.rules.cooperative import cooperative_contribution
    >>> in_words(cooperative_contribution, speak("en"), lambda name: name.replace("_", " "))
    'cooperative contribution rate × turnover, to the cent'
    """
    body, arguments = _body(rule)
    if not body and len(arguments) == 1:
        return named(arguments[0])
    reader = _Reader(words, named, arguments)
    said = reader.statements(body)
    return said if len(said) <= LONGEST else reader.given(arguments)


@lru_cache(maxsize=1024)
def _body(rule: Callable) -> tuple[list[ast.stmt], tuple[str, ...]]:
    """The statements of a rule without its docstring, and what it is given."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(rule))).body[0]
    if isinstance(tree, ast.FunctionDef):
        return [part for part in tree.body if not (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))], \
            tuple(argument.arg for argument in tree.args.args)
    return [], tuple(inspect.signature(rule).parameters)


class _Reader:
    """Turns the statements of one rule into a sentence. Parts return (text, how tightly it binds)."""

    def __init__(self, words: Words, named: Callable[[str], str], arguments: tuple[str, ...]):
        self.words, self.named, self.arguments = words, named, arguments
        self.known: dict[str, tuple[str, int]] = {name: (named(name), _WHOLE) for name in arguments}
        self.behind: dict[str, tuple[str, ...]] = {name: (name,) for name in arguments}
        self.local: dict[str, ast.FunctionDef] = {}

    def statements(self, body: list[ast.stmt]) -> str:
        for at, part in enumerate(body):
            if isinstance(part, ast.FunctionDef):
                self.local[part.name] = part
            elif isinstance(part, ast.Assign):
                self.keep(part)
            elif isinstance(part, ast.If) and not _only_for_speed(part.test):
                return self.words("formula.if", test=self.read(part.test)[0], then=self.statements(part.body),
                                  otherwise=self.statements(part.orelse or body[at + 1:]))
            elif isinstance(part, ast.Return) and part.value is not None:
                return self.read(part.value)[0]
            elif not isinstance(part, ast.If):
                break
        return self.given(self.arguments)

    def keep(self, part: ast.Assign) -> None:
        """A value that the rule gives a name of its own, on the way."""
        for target in part.targets[0].elts if isinstance(part.targets[0], ast.Tuple) else part.targets:
            if isinstance(target, ast.Name):
                whole = target is part.targets[0]
                self.known[target.id] = self.read(part.value) if whole else (self.given(self.reached(part.value)), 0)
                self.behind[target.id] = self.reached(part.value)

    def reached(self, node: ast.AST) -> tuple[str, ...]:
        """The rule's own arguments that a part reads, in the order of its code."""
        return tuple(dict.fromkeys(source for part in ast.walk(node) if isinstance(part, ast.Name)
                                   for source in self.behind.get(part.id, ())))

    def given(self, names: tuple[str, ...]) -> str:
        """What a part rests on, where its own steps are too many for a sentence."""
        return self.words("formula.from", what=self.listed([self.named(name) for name in names]))

    def listed(self, texts: list[str]) -> str:
        if len(texts) < 2:
            return "".join(texts)
        return self.words("formula.and", first=" ; ".join(texts[:-1]), last=texts[-1])

    def read(self, node: ast.expr) -> tuple[str, int]:
        reader = getattr(self, f"_{type(node).__name__.lower()}", None)
        return reader(node) if reader else (self.given(self.reached(node)), 0)

    def _name(self, node):
        if node.id in self.local:
            return self.statements(self.local[node.id].body), 0
        return self.known.get(node.id, (node.id, _WHOLE))

    def _constant(self, node):
        if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
            return str(node.value), _WHOLE
        return self.words.formats.number(node.value, 6), _WHOLE

    def _binop(self, node):
        level, sign = _SIGNS[type(node.op)]
        left, right = self.read(node.left), self.read(node.right)
        tight = level + 1 if isinstance(node.op, (ast.Sub, ast.Div)) else level
        return f"{_held(left, level)}{sign}{_held(right, tight)}", level

    def _unaryop(self, node):
        text, level = self.read(node.operand)
        if isinstance(node.op, ast.Not):
            return self.words("formula.not", what=text), 0
        return f"−{_held((text, level), 2)}", 2

    def _compare(self, node):
        sides = [self.read(side)[0] for side in (node.left, *node.comparators)]
        signs = [self.words(f"formula.{_COMPARED[type(sign)]}") for sign in node.ops]
        return sides[0] + "".join(f" {sign} {side}" for sign, side in zip(signs, sides[1:], strict=True)), 0

    def _lambda(self, node):
        return self.read(node.body)

    def _ifexp(self, node):
        return self.choice(node.test, node.body, node.orelse)

    def _subscript(self, node):
        return self.read(node.value)

    def _call(self, node):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        inside = node.args
        if called == "cents":
            text, level = self.read(inside[0])
            return self.words("formula.cents", what=text if level else f"({text})"), 0
        if called in _LISTS:
            return self.extreme(called, inside)
        if called in ("where", "either") and len(inside) == 3:
            return self.choice(*inside)
        if called in ("logical_and", "logical_or"):
            joint = "formula.and" if called == "logical_and" else "formula.or"
            return self.words(joint, first=self.read(inside[0])[0], last=self.read(inside[1])[0]), 0
        if called == "logical_not":
            return self.words("formula.not", what=self.read(inside[0])[0]), 0
        if called == "clip":
            what, low, high = (self.read(one)[0] for one in inside)
            return self.words("formula.between", what=what, low=low, high=high), 0
        if called in _TRANSPARENT and inside:
            return self.read(inside[0]) if called != "zeros_like" else (self.words.formats.number(0), _WHOLE)
        if called in self.local:
            names = [argument.arg for argument in self.local[called].args.args]
            self.known |= dict(zip(names, map(self.read, inside)))
            self.behind |= dict(zip(names, map(self.reached, inside)))
            return self.statements(self.local[called].body), 0
        return self.given(self.reached(node)), 0

    def extreme(self, called, inside):
        parts = []
        for one in inside:
            nested = isinstance(one, ast.Call) and getattr(one.func, "attr", "") == called
            parts += one.args if nested else [one]
        kept = [one for one in parts if not (isinstance(one, ast.Constant) and 0 < one.value <= _GUARD)]
        if len(kept) == 1:
            return self.read(kept[0])
        return self.words(f"formula.{_LISTS[called]}", what=self.listed([_held(self.read(one), 1) for one in kept])), 0

    def choice(self, test, then, otherwise):
        return self.words("formula.if", test=self.read(test)[0], then=self.read(then)[0],
                          otherwise=self.read(otherwise)[0]), 0


def _held(part: tuple[str, int], least: int) -> str:
    """A part in brackets where it binds less tightly than what stands around it."""
    text, level = part
    return text if level >= least else f"({text})"


def _only_for_speed(test: ast.expr) -> bool:
    """A shortcut that changes no result: it asks for the shape of what it was given."""
    return any((isinstance(part, ast.Attribute) and part.attr == "ndim") or
               (isinstance(part, ast.Call) and getattr(part.func, "id", "").startswith("_")) for part in ast.walk(test))
