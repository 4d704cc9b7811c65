"""What the doctor looks at. Each check yields findings; what a check raises is a finding too."""

from collections.abc import Callable, Iterator

from . import backups, configuration, keys, models, record, storage, workers
from .finding import Finding, State, problem

Check = Callable[[], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    "database": storage.database,
    "clock": storage.clock,
    "disk": storage.disk,
    "workers": workers.workers,
    "keys": keys.keys,
    "record": record.record,
    "bundled models": models.bundled,
    "engines": models.engines,
    "register": configuration.register,
    "settings": configuration.configuration,
    "backups": backups.backups,
}


WITHOUT_DATABASE = {"disk", "bundled models", "settings"}


def examine() -> Iterator[Finding]:
    """Run every check; without a database, those that do without."""
    findings = list(_checked("database"))
    yield from findings
    answers = all(finding.state == State.OK for finding in findings)
    for name in [name for name in CHECKS if name != "database"]:
        if answers or name in WITHOUT_DATABASE:
            yield from _checked(name)
        else:
            yield problem(name, "Not checked: it needs the database.", "Mend the database first.")


def _checked(name: str) -> Iterator[Finding]:
    """Run one check. If it fails, say so by the kind of error: its words may be private."""
    try:
        yield from CHECKS[name]()
    except Exception as error:
        says = f"This could not be checked ({type(error).__name__})."
        yield problem(name, says, "Mend what else is reported first, then ask the doctor again.")
