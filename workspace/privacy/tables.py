"""Whether there are tables at all, asked without making a database by asking."""

from pathlib import Path

from django.db import connection
from django.db.models import Model


def are_there(model: type[Model]) -> bool:
    """Say whether this model has its table. Raises DatabaseError where nobody can say."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and ":memory:" not in name and not _is_kept(Path(name)):
        return False
    return model._meta.db_table in connection.introspection.table_names()


def _is_kept(place: Path) -> bool:
    return place.is_file() and place.stat().st_size > 0
