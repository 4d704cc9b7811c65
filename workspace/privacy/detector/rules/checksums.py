"""Checksums of British identifiers. They raise confidence; a failed one never clears."""

from collections.abc import Callable


def digits_of(value: str) -> list[int]:
    return [int(character) for character in value if character.isdigit()]


def nhs_number_is_valid(value: str) -> bool:
    """Modulus 11 over ten digits, as the NHS Data Dictionary describes."""
    digits = digits_of(value)
    if len(digits) != 10:
        return False
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    check = (11 - total % 11) % 11
    return check == digits[9]


def iban_is_valid(value: str) -> bool:
    """Modulus 97 of ISO 13616."""
    compact = "".join(character for character in value.upper() if character.isalnum())
    if not compact.isascii() or len(compact) < 15:
        return False
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def card_is_valid(value: str) -> bool:
    """The Luhn checksum of payment cards."""
    doubled = [
        digit if place % 2 == 0 else (digit * 2 - 9 if digit > 4 else digit * 2)
        for place, digit in enumerate(reversed(digits_of(value)))
    ]
    return sum(doubled) % 10 == 0


def graded(test: Callable[[str], bool], passed: float, failed: float) -> Callable[[str], float]:
    """A grade that never reaches zero unless `failed` says so."""
    return lambda value: passed if test(value) else failed
