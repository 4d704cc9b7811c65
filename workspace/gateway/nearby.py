"""Model servers on this machine: found on their usual ports, offered, never switched on.

Only loopback is asked, without a proxy, without following a redirect and without a key. An
administrator decides whether what answers may be used.
"""

import http.client
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from workspace.governance.models import Classification

from .models import Engine

USUAL: Final = {8000: "vLLM", 11434: "Ollama", 8080: "llama.cpp", 1234: "LM Studio"}
_HOST: Final = "127.0.0.1"
_SECONDS: Final = 1.0
_MOST_BYTES: Final = 2**20


@dataclass(frozen=True, slots=True)
class Found:
    """A server that speaks the OpenAI protocol. `usual` is whose port it answers on."""

    port: int
    usual: str
    models: tuple[str, ...]
    context_size: int | None = None

    @property
    def address(self) -> str:
        return f"http://{_HOST}:{self.port}/v1"


def look(ports: Mapping[int, str] = USUAL) -> Iterator[Found]:
    """Yield the servers that answer with at least one model."""
    for port, usual in ports.items():
        rows = [row for row in _models(port) if _name(row)]
        if rows:
            size = rows[0].get("max_model_len")
            fits = size if type(size) is int and 0 < size < 2**31 else None
            yield Found(port, usual, tuple(_name(row) for row in rows), fits)


def offer(found: Found) -> tuple[Engine, bool]:
    """Return (its engine row, whether it is new): switched off, for an administrator to see."""
    known = Engine.objects.filter(address=found.address).first()
    if known is not None:
        return known, False
    engine, made = Engine.objects.get_or_create(
        name=f"{found.usual} on this machine (port {found.port})",
        defaults={
            "kind": "openai",
            "address": found.address,
            "model": found.models[0],
            "in_house": True,
            "enabled": False,
            "highest_classification": Classification.SENSITIVE,
            "order": 50,
            **({"context_size": found.context_size} if found.context_size else {}),
        },
    )
    return engine, made


def _models(port: int) -> list[dict[str, Any]]:
    """Ask for the list of models; [] for whatever is not a plain answer to that."""
    connection = http.client.HTTPConnection(_HOST, port, timeout=_SECONDS)
    try:
        connection.request("GET", "/v1/models", headers={"Accept": "application/json"})
        answer = connection.getresponse()
        told = json.loads(answer.read(_MOST_BYTES)) if answer.status == 200 else {}
    except (OSError, ValueError, RecursionError, http.client.HTTPException):
        return []
    finally:
        connection.close()
    rows = told.get("data") if isinstance(told, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _name(row: Mapping[str, Any]) -> str:
    """Return a model's name if it can be one: what a stranger sends is not trusted."""
    name = row.get("id")
    return name if isinstance(name, str) and name.isprintable() and len(name) <= 120 else ""
