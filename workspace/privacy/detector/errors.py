"""The one way in which detection fails: closed."""


class DetectionFailed(Exception):
    """Detection could not be completed, so nothing may leave.

    The message is plain English for a practitioner and never holds any of the text. It is
    raised without cause or context, because those may quote the text.
    """
