"""What the doctor looks at. Each check yields findings; what a check raises is a finding too."""

from collections.abc import Callable, Iterator

from . import configuration, keys, models, storage, workers
from .finding import Finding, problem

Check = Callable[[], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    "database": storage.database,
    "clock": storage.clock,
    "disk": storage.disk,
    "workers": workers.workers,
    "keys": keys.keys,
    "bundled models": models.bundled,
    "engines": models.engines,
    "settings": configuration.configuration,
}


def examine() -> Iterator[Finding]:
    """Run every check. One that fails says so by the kind of error: its words may be private."""
    for name, check in CHECKS.items():
        try:
            yield from check()
        except Exception as error:
            yield problem(
                name,
                f"This could not be checked ({type(error).__name__}).",
                "Mend what is reported above first, then run the doctor again.",
            )
