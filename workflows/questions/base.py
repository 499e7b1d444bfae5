"""What every page asks is one frozen model; this is its base, and the types its fields are made of."""

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from workflows.words.typed import NotANumber, read_number


class Questions(BaseModel):
    """The questions of a page: frozen, nothing unknown, no infinities. Subclasses set `page` and `version`."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=False)

    page: ClassVar[str]
    version: ClassVar[int] = 1
    linked: ClassVar[tuple[str, ...]] = ()
    """Fields that a link carries even at their default, because that default moves with time."""
    migrations: ClassVar[dict[int, Any]] = {}
    """Version -> function that turns the values of that version into those of the next one."""

    @classmethod
    def migrate(cls, values: dict[str, Any], version: int) -> dict[str, Any]:
        """Values typed for an older version, as this version asks them."""
        for old in range(version, cls.version):
            if old in cls.migrations:
                values = cls.migrations[old](dict(values))
        return values

    @classmethod
    def unit(cls, name: str) -> str:
        """The unit of a question; empty where it is a choice."""
        return (cls.model_fields[name].json_schema_extra or {}).get("unit", "")

    @classmethod
    def again(cls, said: dict[str, Any]) -> "Questions":
        """The questions of an answer's JSON: what stands at its default was not said."""
        defaults = {name: field.default for name, field in cls.model_fields.items()}
        return cls(**{name: value for name, value in said.items()
                      if (tuple(value) if isinstance(value, list) else value) != defaults[name]})

    def typed(self) -> dict[str, Any]:
        """The values that differ from the defaults: what a person really said."""
        return {name: getattr(self, name) for name, field in type(self).model_fields.items()
                if getattr(self, name) != field.default}


def _number(text):
    """Text as a number where it is one; what is none goes on to pydantic, which refuses it with its own reason."""
    try:
        return read_number(text) if isinstance(text, str) else str(text) if isinstance(text, bool) else text
    except NotANumber:
        return text


def _money(text):
    """As `_number`, where "24.000" is twenty-four thousand: nobody writes tenths of a cent, or parts of a count."""
    try:
        return read_number(text, money=True) if isinstance(text, str) else _number(text)
    except NotANumber:
        return text


def _share(text):
    """A fraction, or a percentage where the text says so: "7 %" is 0.07."""
    if isinstance(text, str) and text.strip().endswith("%"):
        number = _number(text.strip()[:-1])
        return round(number / 100, 10) if isinstance(number, float) else text
    return _number(text)


def _whole(text):
    number = _number(text)
    return int(number) if isinstance(number, float) and number.is_integer() else number


def listed(value):
    """A list also comes as text, from a link or a table cell: "1000; 2000,50"."""
    if isinstance(value, str):
        return [part for part in value.replace("|", ";").split(";") if part.strip()]
    return value


def _paired(value):
    """Pairs also come as text: "2480/1600; 3100/2000"."""
    if isinstance(value, str):
        return [part.split("/") for part in listed(value)]
    if isinstance(value, Iterable):
        return [part.split("/") if isinstance(part, str) else part for part in value]
    return value


TEXTS = ("text", "client", "country", "day")
"""Units of answers that are words, not numbers."""

ROWS = ("rows", "skills", "guests")
"""Units of answers that are lines of cells."""


def asks(default, unit: str, group: str, *, digits: int = 2, slider_to: float | None = None, **bounds):
    """A field: its default, its unit, the group it stands in on the form, the decimals it is shown with, its bounds."""
    about = {"unit": unit, "group": group, "digits": digits}
    if slider_to is not None:
        about["slider_to"] = slider_to
    return Field(default, json_schema_extra=about, **bounds)


def refusal(field: str, why: str, **values) -> PydanticCustomError:
    """A refusal that names its field; the sentence stands in the words as `error.<why>`."""
    return PydanticCustomError(why, why, {"field": field, **values})


Number = Annotated[float, BeforeValidator(_number)]
Share = Annotated[float, BeforeValidator(_share)]
Money = Annotated[float, BeforeValidator(_money), AfterValidator(lambda amount: round(amount, 2))]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Whole = BeforeValidator(_whole)
Count = Annotated[int, BeforeValidator(_money)]
MoneyList = Annotated[tuple[Annotated[Money, Field(ge=0, le=500_000)], ...], BeforeValidator(listed)]
MoneyPairs = Annotated[tuple[tuple[Money, Money], ...], BeforeValidator(_paired)]
RatePairs = Annotated[tuple[tuple[Money, Share], ...], BeforeValidator(_paired)]
