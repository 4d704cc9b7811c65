"""The one way in which detection fails: closed."""

from typing import Final

TOO_LONG: Final = "The text took too long to check for personal details, so it was not sent."


class DetectionFailed(Exception):
    """Detection could not be completed, so nothing may leave.

    The message is plain English for a practitioner and never holds any of the text. It is
    raised without cause or context, because those may quote the text.
    """
