"""Logs keep the kind and the place of an error, never its words."""

import io
import logging
from datetime import datetime, timedelta

import pytest
from django.conf import settings

from workspace.logs import Discreet


@pytest.fixture
def log():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet("{levelname} {message}", style="{"))
    logger = logging.getLogger("tests.discreet")
    logger.propagate, logger.handlers = False, [handler]
    return logger, stream


NAME = "".join(["Ami", "na"])  # a traceback shows lines of code: none of them holds it whole


def broken(text):
    try:
        int(text)
    except ValueError as error:
        raise RuntimeError(f"could not read {text}") from error


def test_a_traceback_has_places_and_kinds_and_no_words(log):
    logger, stream = log
    try:
        broken(NAME)
    except RuntimeError:
        logger.exception("It broke")
    said = stream.getvalue()
    assert NAME not in said
    for kept in (
        "ERROR It broke",
        "builtins.ValueError",
        "builtins.RuntimeError",
        "test_logs.py",
        "in broken",
    ):
        assert kept in said


def test_what_another_handler_wrote_on_the_record_is_not_repeated(log):
    logger, stream = log
    loud = logging.StreamHandler(io.StringIO())
    logger.handlers.insert(0, loud)
    try:
        broken(NAME)
    except RuntimeError:
        logger.exception("It broke")
    assert NAME in loud.stream.getvalue()
    assert NAME not in stream.getvalue()


def test_every_handler_of_the_settings_is_discreet():
    formatters = settings.LOGGING["formatters"]
    for handler in settings.LOGGING["handlers"].values():
        assert formatters[handler["formatter"]]["()"] == "workspace.logs.Discreet"


@pytest.mark.parametrize("path", ["/join/", "/account/password/reset/key/"])
def test_a_link_that_opens_an_account_is_cut_short(path: str) -> None:
    record = logging.LogRecord(
        "django.request", logging.WARNING, "x.py", 1, "%s: %s", ("Bad Request", f"{path}s3cr3t-x/"),
        None,
    )  # fmt: skip
    written = Discreet("{message}", style="{").format(record)
    assert written == f"Bad Request: {path}…"


def test_nobody_writes_a_line_of_the_log(log) -> None:
    logger, stream = log
    logger.warning("Not Found: %s", "/x\r\n2026-01-01 INFO forged\x1b[2J\u2028more")
    assert stream.getvalue().splitlines() == [
        r"WARNING Not Found: /x\r\n2026-01-01 INFO forged\x1b[2J\u2028more"
    ]


def test_times_are_in_utc_and_say_so(log) -> None:
    logger, stream = log
    logger.handlers[0].setFormatter(Discreet("{asctime} {message}", style="{"))
    logger.warning("now")
    written = datetime.fromisoformat(stream.getvalue().split()[0])
    assert written.utcoffset() == timedelta(0)
    assert written.tzinfo is not None
