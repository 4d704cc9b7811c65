"""What can be wrong with a backup, in words for whoever runs the command."""


class BackupProblem(Exception):
    """It cannot be done; nothing was changed. `str(error)` says why and what to do."""


class Damaged(BackupProblem):
    """The file is not whole, not a backup, or does not belong to this key."""

    def __init__(self) -> None:
        super().__init__(
            "This file is cut short or was changed, or the key is not its own. Nothing was "
            "changed here. Try another copy of it."
        )
