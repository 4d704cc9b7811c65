"""What needs no model server, so that an installation is useful from the start."""

from typing import Final

from workspace.governance.models import Classification

from .models import Engine

NAME: Final = "Built-in assistant"
TRANSLATOR: Final = "Built-in translator"


def built_in_engine() -> Engine:
    """Return its row, made if it is missing. One that was switched off stays off."""
    engine, _ = Engine.objects.get_or_create(
        kind="extractive",
        defaults={
            "name": NAME,
            "in_house": True,
            "highest_classification": Classification.SENSITIVE,
            "order": 10,
        },
    )
    return engine


def built_in_translator() -> Engine:
    """Return the row of the translator, made if it is missing. Switched off, it stays off."""
    engine, _ = Engine.objects.get_or_create(
        kind="argos",
        defaults={
            "name": TRANSLATOR,
            "in_house": True,
            "highest_classification": Classification.SENSITIVE,
            "order": 15,
        },
    )
    return engine
