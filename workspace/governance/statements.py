"""A checkpoint as a line that can be carried anywhere, and whether it is genuine. Plain Python."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from .links import Mark, checkpoint_payload, written
from .publickeys import genuine
from .verifying import Fault, Kind


class Statement(NamedTuple):
    mark: Mark
    key_id: str
    signature: str
    """Ed25519 over `links.checkpoint_payload(mark)`, in hex."""


class NotAStatement(Exception):
    """A line is not a checkpoint."""


def line_of(statement: Statement) -> str:
    mark = statement.mark
    said = {"seq": mark.seq, "digest": mark.digest, "at": written(mark.at)}
    return json.dumps(said | {"key_id": statement.key_id, "signature": statement.signature}) + "\n"


def statement_in(line: str) -> Statement:
    """Read what `line_of` wrote. Raises NotAStatement."""
    try:
        said = json.loads(line)
        mark = Mark(int(said["seq"]), str(said["digest"]), datetime.fromisoformat(said["at"]))
        return Statement(mark, str(said["key_id"]), str(said["signature"]))
    except (ValueError, KeyError, TypeError) as error:
        raise NotAStatement(f"not a checkpoint: {line[:60]!r}") from error


def statements_in(lines: Iterable[str]) -> Iterator[Statement]:
    """Read a file of them; what a power cut left of a line is passed over."""
    return (statement_in(line) for line in lines if line.endswith("}\n"))


def marks(statements: Iterable[Statement], keys: Mapping[str, bytes]) -> Iterator[Mark | Fault]:
    """Keep what one of `keys` signed; of anything else say so."""
    for mark, key_id, signature in statements:
        if genuine(keys, checkpoint_payload(mark), key_id=key_id, signature=signature):
            yield mark
        else:
            yield Fault(
                Kind.FORGED,
                mark.seq,
                f"The checkpoint of entry {mark.seq} is not signed with a key known here.",
            )
