"""Package files for tests: real zip archives, honest ones and others."""

import json
import struct
import zipfile
from pathlib import Path
from typing import Any

MODEL = struct.pack("<IH", 6, 16) + b"TransformerSpec\0" + bytes(range(256)) * 40


def metadata(source: str = "en", target: str = "pl", **more: Any) -> dict[str, Any]:
    return {
        "package_version": "1.9", "argos_version": "1.9.0", "from_code": source,
        "from_name": "One", "to_code": target, "to_name": "Other", **more,
    }  # fmt: skip


def parts(source: str = "en", target: str = "pl", **more: Any) -> dict[str, bytes]:
    """What a package has, as the public ones do: with a sentence splitter that nobody needs."""
    return {
        "metadata.json": json.dumps(metadata(source, target, **more)).encode(),
        "model/model.bin": MODEL,
        "model/shared_vocabulary.txt": b"<s>\n</s>\n<unk>\n",
        "model/config.json": b"{}",
        "sentencepiece.model": b"\x0a\x0e" + b"tokens of a test" * 4,
        "README.md": b"# A pack\n\nLicensed under CC BY 4.0.\n",
        "stanza/en/tokenize/model.pt": b"not needed",
    }


def package(
    path: Path, files: dict[str, bytes] | None = None, *, top: str = "en_pl/", **more: Any
) -> Path:
    """Write a package file; `files` are all of it, else those of an ordinary one."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (parts(**more) if files is None else files).items():
            archive.writestr(f"{top}{name}", data)
    return path


def folder(path: Path, **more: Any) -> Path:
    """An unpacked pack, as those that come with Daylight are."""
    for name, data in parts(**more).items():
        if not name.startswith("stanza/"):
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)
    return path


def everything_in(place: Path) -> list[str]:
    return sorted(str(path.relative_to(place)) for path in place.rglob("*"))
