"""Letters go out apart from the request: how long it takes tells nobody who has an account."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)
_POST: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="post")
"""One at a time, in order. What is still waiting when the process ends is sent first."""


def post(letter: EmailMessage) -> None:
    """Send soon. A failure is logged by its kind: whoever asked is never told, whoever it was."""
    _POST.submit(_send, letter)


def delivered() -> None:
    """Wait until everything posted so far has been sent or has failed."""
    _POST.submit(int).result()


def _send(letter: EmailMessage) -> None:
    try:
        letter.send()
    except Exception as error:
        logger.error("A letter could not be sent: %s", type(error).__name__)
