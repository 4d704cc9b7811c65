"""What can be wrong with a pack, in plain English for an administrator."""


class CannotInstall(Exception):
    """The package was not installed and nothing has changed. `str(error)` says why."""


class NotPinned(CannotInstall):
    """Nobody has said that this very file is to be trusted: it takes an explicit yes."""


class CannotChange(Exception):
    """What was asked for cannot be done with an installed pack. `str(error)` says why."""
