"""docs/keys.md names every cryptographic building block that the product imports, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
BROKEN = {"md5", "sha1", "sha224", "ECB", "ARC4", "TripleDES", "PKCS1v15"}
BLOCKS = {"sha256", "sha512", "hmac", "scrypt", "pbkdf2_hmac", "jwt", "secrets", "urandom"}
"""What counts beside the classes of `cryptography`; those are found by where they come from."""
PLAIN = {"Encoding", "NoEncryption", "PrivateFormat", "PublicFormat"}
"""How a key is written, which is no algorithm."""


def used() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "workspace").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(alias.name for alias in node.names)]
                if (node.module or "").startswith(("cryptography.hazmat", "cryptography.fernet")):
                    yield from ((f"block:{n}", path.name) for n in names[1:] if n[0].isupper())
            elif isinstance(node, ast.Attribute):
                names = [node.attr]
            else:
                continue
            yield from ((name, path.name) for name in names)


def test_every_building_block_is_in_the_inventory() -> None:
    text = (ROOT / "docs" / "keys.md").read_text("utf-8")
    inventory = text.partition("## Every algorithm")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([A-Za-z0-9_]+)`", inventory))
    everything = {name for name, _ in used()}
    found = {name.removeprefix("block:") for name in everything if name.startswith("block:")}
    assert (found | everything & BLOCKS) - PLAIN == named


def test_nothing_broken_is_used() -> None:
    assert not [(name, where) for name, where in used() if name in BROKEN]
