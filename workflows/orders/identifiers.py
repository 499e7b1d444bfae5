"""Numbers that name an enterprise, a tax payer, an account and a payment, checked as Belgium and Peppol check them."""

import re

from stdnum import iban as any_iban
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError

from workflows.people.refusal import Refusal


class WrongNumber(Refusal):
    """A number that cannot exist. `key` names the sentence that says why, and what to do."""


def enterprise_number(text: str) -> str:
    """The ten digits of an enterprise number (numéro d'entreprise, ondernemingsnummer); WrongNumber otherwise.

    The last two are 97 less the first eight modulo 97. Where that is 97 Peppol's rule PEPPOL-COMMON-R043 demands 97;
    00 never stands there, though some checkers let it pass.

    >>> enterprise_number("BE 0403.019.261"), enterprise_number("403.019.261")
    ('0403019261', '0403019261')
    >>> enterprise_number("0200.0043.00")
    Traceback (most recent call last):
    ...
    workflows.orders.identifiers.WrongNumber: orders.error.number_check
    """
    digits = re.sub(r"[\s.\-/\u00a0\u202f]", "", text.strip().upper()).removeprefix("BE")
    if not re.fullmatch(r"[0-9]{9,10}", digits, re.ASCII):
        raise WrongNumber("orders.error.number_shape", value=text[:40])
    digits = digits.zfill(10)
    if digits[0] not in "01" or int(digits[8:]) != 97 - int(digits[:8]) % 97:
        raise WrongNumber("orders.error.number_check", value=text[:40])
    return digits


def written(number: str) -> str:
    """An enterprise number as Belgians write it.

    >>> written("0403019261")
    '0403.019.261'
    """
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"


def vat_number(text: str) -> str:
    """A VAT number of the Union with its country in front; WrongNumber otherwise. A Belgian one is the enterprise number.

    >>> vat_number("be 0403.019.261"), vat_number("NL 4495445B01")
    ('BE0403019261', 'NL004495445B01')
    """
    compact = re.sub(r"[\s.\-/\u00a0\u202f]", "", text.strip().upper())
    if compact.startswith("BE"):
        return "BE" + enterprise_number(compact)
    try:
        country = compact[:2]
        return country + eu_vat.validate(compact).removeprefix(country)
    except ValidationError:
        raise WrongNumber("orders.error.vat_number", value=text[:40]) from None


def account_number(text: str) -> str:
    """An IBAN without spaces; WrongNumber otherwise. The list of Belgian banks is not asked: it changes without us.

    >>> account_number("BE68 5390 0754 7034")
    'BE68539007547034'
    """
    try:
        return any_iban.validate(text, check_country=False)
    except ValidationError:
        raise WrongNumber("orders.error.iban", value=text[:40]) from None


def in_fours(iban: str) -> str:
    """An account number as it is written on paper, with spaces where no line breaks.

    >>> in_fours("BE68539007547034")
    'BE68\xa05390\xa00754\xa07034'
    """
    return "\u00a0".join(iban[at:at + 4] for at in range(0, len(iban), 4))
