"""Money that is owed, exact: Decimal euros in cents, quantities in thousandths, prices in ten-thousandths."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT, MILL, PRICE = Decimal("0.01"), Decimal("0.001"), Decimal("0.0001")
ZERO = Decimal("0.00")

Amount = Decimal | int | str


def cents(amount: Amount) -> Decimal:
    """Euros rounded half up to the cent, away from zero on both sides of it.

    >>> cents("11.705"), cents(Decimal("-0.005"))
    (Decimal('11.71'), Decimal('-0.01'))
    """
    return Decimal(amount).quantize(CENT, ROUND_HALF_UP)


def exact(number: float | Amount) -> Decimal:
    """A number as it is written, without the noise of binary floats.

    >>> exact(0.065)
    Decimal('0.065')
    """
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def shared(total: Amount, weights: Sequence[Amount]) -> tuple[Decimal, ...]:
    """A total in parts by weight, to the cent: each within a cent of its share, all together the total.

    The cents that rounding leaves over go to the parts that lost most, the earlier first.

    >>> shared("100.00", [1, 1, 1])
    (Decimal('33.34'), Decimal('33.33'), Decimal('33.33'))
    >>> sum(shared("180", [1] * 12))
    Decimal('180.00')
    """
    whole, parts = Decimal(total), [Decimal(weight) for weight in weights]
    in_cents, of = int(cents(abs(whole)) / CENT), sum(parts)
    if not parts or of <= 0 or min(parts) < 0:
        raise ValueError("weights must be positive together and none negative")
    shares = [in_cents * part / of for part in parts]
    given = [int(share) for share in shares]
    for place in sorted(range(len(parts)), key=lambda place: (given[place] - shares[place], place))[:in_cents - sum(given)]:
        given[place] += 1
    sign = -1 if whole < 0 else 1
    return tuple((sign * one * CENT).quantize(CENT) for one in given)
