"""Rows as they leave one database and arrive in another: every column, byte for byte.

Many-to-many tables are tables like any other. Nothing is computed anew on arrival: no model's
`save`, no "changed now", no signal, so an audit entry is the entry it was.
"""

import base64
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import BinaryField, JSONField, Model
from django.db.models.sql import InsertQuery

Models = type[Model]
LEFT_OUT: Final = frozenset(
    {"sessions.session", "usersessions.usersession", "socialaccount.socialtoken", "jobs.pulse"}
)
"""Who is signed in now, and which worker lives now: nothing that should come back."""
_AT_ONCE: Final = 100


def every_model() -> list[Models]:
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def kept_models() -> list[Models]:
    return [model for model in every_model() if model._meta.label_lower not in LEFT_OUT]


def columns(model: Models) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def rows(model: Models) -> Iterator[list[Any]]:
    """Yield every row of a table in a form that JSON can hold."""
    found = model._base_manager.order_by("pk").values_list(*columns(model))
    for row in found.iterator(chunk_size=_AT_ONCE):
        yield [_written(value) for value in row]


def made(model: Models, row: Sequence[Any]) -> Model:
    """Make the object that a written row stands for, not saved yet."""
    fields = model._meta.concrete_fields
    values = zip(fields, row, strict=True)
    return model(**{field.attname: _read(field, value) for field, value in values})


def insert(model: Models, objects: list[Model]) -> None:
    """Write objects as they are."""
    fields = list(model._meta.concrete_fields)
    at_once = min(_AT_ONCE, connection.ops.bulk_batch_size(fields, objects))
    for start in range(0, len(objects), at_once):
        query = InsertQuery(model)
        query.insert_values(fields, objects[start : start + at_once], raw=True)
        query.get_compiler(connection=connection).execute_sql()


def reset_sequences() -> None:
    """Have the database number new rows after the restored ones."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), every_model()):
            cursor.execute(statement)


def _written(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value


def _read(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, JSONField):
        return value
    if isinstance(field, BinaryField):
        return base64.b64decode(value)
    return field.to_python(value)
