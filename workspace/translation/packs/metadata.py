"""What a package says about itself, believed no further than its shape. Plain Python."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from .problems import CannotInstall

_CODE: Final = re.compile(r"[a-z]{2,3}")
_VERSION: Final = re.compile(r"[0-9A-Za-z.+-]{1,20}")
_LONGEST: Final = 120
_KNOWN: Final = (
    (re.compile(r"\bCC0\b|creative commons zero|creativecommons\.org/publicdomain/zero", re.I),
     "CC0"),
    (re.compile(r"\bCC[ -]BY[ -]NC[ -]SA\b", re.I), "CC BY-NC-SA: no commercial use"),
    (re.compile(r"\bCC[ -]BY[ -]NC[ -]ND\b", re.I), "CC BY-NC-ND: no commercial use"),
    (re.compile(r"\bCC[ -]BY[ -]NC\b|NonCommercial", re.I), "CC BY-NC: no commercial use"),
    (re.compile(r"\bCC[ -]BY[ -]SA\b", re.I), "CC BY-SA"),
    (re.compile(r"\bCC[ -]BY\b", re.I), "CC BY"),
    (re.compile(r"\bMIT\b(?: licen[cs]e)?"), "MIT"),
    (re.compile(r"\bApache\b.{0,30}\b2", re.I | re.S), "Apache 2.0"),
    (re.compile(r"\bAGPL\b|affero general public", re.I), "AGPL"),
    (re.compile(r"\bLGPL\b|lesser general public", re.I), "LGPL"),
    (re.compile(r"\bGPL\b|gnu general public", re.I), "GPL"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metadata:
    """Codes are those of the package; `licence` is "" where it names none."""

    source: str
    target: str
    version: str
    argos_version: str
    licence: str = ""
    demonstration: bool = False

    @property
    def name(self) -> str:
        return f"{self.source}_{self.target}"


def parse(raw: bytes) -> Metadata:
    """Read `metadata.json`. Raises CannotInstall."""
    try:
        said = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise CannotInstall("Its metadata.json cannot be read.") from None
    if not isinstance(said, dict):
        raise CannotInstall("Its metadata.json is not the one of an Argos package.")
    if said.get("type", "translate") != "translate":
        raise CannotInstall("This package does something else than translate.")
    source, target = _code(said, "from_code"), _code(said, "to_code")
    if source == target:
        raise CannotInstall("Its metadata.json names the same language twice.")
    return Metadata(
        source, target, _version(said, "package_version"), _version(said, "argos_version", "1.0"),
        _words(said.get("license") or said.get("licence")), said.get("demonstration") is True,
    )  # fmt: skip


def licence_in(text: str) -> str:
    """Name the licence that a README or LICENSE speaks of; "" where none is recognised."""
    return next((name for pattern, name in _KNOWN if pattern.search(text)), "")


def _code(said: Mapping[str, Any], key: str) -> str:
    code = said.get(key)
    if not (isinstance(code, str) and _CODE.fullmatch(code)):
        raise CannotInstall(f"Its metadata.json has no {key} that is a language code.")
    return code


def _version(said: Mapping[str, Any], key: str, default: str = "") -> str:
    version = said.get(key, default)
    if not (isinstance(version, str) and _VERSION.fullmatch(version)):
        raise CannotInstall(f"Its metadata.json has no {key} that is a version.")
    return version


def _words(said: object) -> str:
    if not isinstance(said, str):
        return ""
    return " ".join("".join(filter(str.isprintable, said)).split())[:_LONGEST]
