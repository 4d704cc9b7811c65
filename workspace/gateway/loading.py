"""From an engine's row to the engine. The only place that imports an engine."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string

from .models import Engine as EngineRow
from .protocol import Engine, EngineConfig, EngineFactory, EngineRefusedRequest
from .secrets import SecretMissing, read_secret


def load(row: EngineRow, folders: Iterable[str] | None = None) -> Engine:
    """Build the engine that `row` describes. Raises EngineRefusedRequest without its key.

    `folders` are those it may read, where they are not all there are.
    """
    try:
        secret = read_secret(row.secret_source)
    except SecretMissing:
        raise EngineRefusedRequest(
            "This model's key is missing on the server. Ask an administrator."
        ) from None
    factory: EngineFactory = import_string(settings.ENGINES[row.kind])
    return factory(
        EngineConfig(
            address=row.address,
            model=row.model,
            secret=secret,
            connect_timeout=row.connect_timeout,
            read_timeout=row.read_timeout,
            total_timeout=row.total_timeout,
            context_size=row.context_size,
            folders=tuple(folders or map(str, settings.PACKS)),
        )
    )
