"""Plain text in, plain text out, for measuring and for commands that run on the server.

What practitioners write goes another way: through the door, masked.
"""

from collections.abc import Sequence


class NoEngine(Exception):
    """Nothing here can translate. `str(error)` says what to do."""


def translate_plain(texts: Sequence[str], source: str, target: str) -> list[str]:
    """Translate sentences from one language code to another, in the same order.

    Raises NoEngine where no translating engine is there.
    """
    raise NoEngine(
        "No translating engine is installed here. Install one and switch it on under Engines."
    )
