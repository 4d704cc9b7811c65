"""The embedded broker: one folder per queue, one file per message, nothing to install.

kombu's own file transport writes a message under its final name, so that a reader can take
half of one; it forgets its queues when its folder is deleted; and it parks what it reads in the
system's temporary folder. Here a message appears by rename and is taken by rename, both atomic
within one file system, and a missing folder is made anew.
"""

import logging
import time
import uuid
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import virtual
from kombu.utils.json import dumps, loads

_log = logging.getLogger(__name__)


class Channel(virtual.Channel):
    """Direct delivery only: a message's routing key is the name of its queue."""

    def _folder(self, queue: str) -> Path:
        if not queue.replace("-", "").replace("_", "").isalnum():
            raise ValueError("a queue's name is letters, digits, hyphens and underscores")
        client: Any = self.connection.client
        folder = Path(client.transport_options["folder"]) / queue
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def _lookup(self, exchange: str, routing_key: str, default: str | None = None) -> list[str]:
        return [routing_key]

    def _put(self, queue: str, message: dict[str, Any], **options: Any) -> None:
        folder = self._folder(queue)
        name = f"{time.time_ns():020}-{uuid.uuid4().hex}"
        draft = folder / f"{name}.part"
        draft.write_text(dumps(message), encoding="utf-8")
        draft.rename(folder / f"{name}.msg")

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        folder = self._folder(queue)
        for name in _waiting(folder):
            mine = folder / f"{name}.{uuid.uuid4().hex}.taken"
            try:
                (folder / name).rename(mine)
                message = _message(mine.read_text(encoding="utf-8"))
                mine.unlink()
            except FileNotFoundError:  # another worker was first, or the folder has gone
                continue
            except (OSError, ValueError, RecursionError):  # not a message of ours
                _put_aside(mine, folder / f"{name}.bad")
                continue
            return message
        raise Empty

    def _size(self, queue: str) -> int:
        return len(_waiting(self._folder(queue)))

    def _purge(self, queue: str) -> int:
        folder = self._folder(queue)
        names = _waiting(folder)
        for name in names:
            (folder / name).unlink(missing_ok=True)
        return len(names)

    def _has_queue(self, queue: str, **options: Any) -> bool:
        return True


class Transport(virtual.Transport):
    Channel = Channel
    global_state = virtual.BrokerState()
    default_port = 0
    driver_type = "folder"
    driver_name = "folder"
    implements = virtual.Transport.implements.extend(
        asynchronous=False, exchange_type=frozenset({"direct"})
    )

    def driver_version(self) -> str:
        return "1"


def _message(text: str) -> dict[str, Any]:
    """Raise ValueError unless `text` has the parts of a message that kombu relies on."""
    message = loads(text)
    if not isinstance(message, dict) or not {"body", "properties", "headers"} <= message.keys():
        raise ValueError("not a message")
    properties = message["properties"]
    if not isinstance(properties, dict) or "delivery_tag" not in properties:
        raise ValueError("not a message")
    return message


def _put_aside(path: Path, bad: Path) -> None:
    with suppress(OSError):
        path.rename(bad)
    _log.warning("A file in a queue's folder is no message; it was put aside.")


def _waiting(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir() if path.suffix == ".msg")
    except FileNotFoundError:
        return []
