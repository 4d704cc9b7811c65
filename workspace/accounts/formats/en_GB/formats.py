"""The 24-hour clock, as on every other page. Django's own for en-GB writes "12:37 p.m."."""

from typing import Final

DATETIME_FORMAT: Final = "j M Y, H:i"
SHORT_DATETIME_FORMAT: Final = "d/m/Y H:i"
TIME_FORMAT: Final = "H:i"
