"""docs/keys.md names every cryptographic building block that the product imports, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ELSEWHERE = {"md5", "sha1", "sha224", "blake2b", "random"}
"""What must not be used for anything at all here, not even where it would do no harm."""
BLOCKS = {"AESGCM", "Ed25519PrivateKey", "Ed25519PublicKey", "HKDF", "Fernet", "MultiFernet",
          "SHA256", "sha256", "hmac", "scrypt", "pbkdf2_hmac", "jwt", "secrets", "urandom"}  # fmt: skip


def used() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "workspace").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(alias.name for alias in node.names)]
                if (node.module or "").startswith("cryptography.hazmat.primitives"):
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
    found = {name.removeprefix("block:") for name, _ in used() if name.startswith("block:")}
    found |= {name for name, _ in used() if name in BLOCKS}
    plain = {"BestAvailableEncryption", "Encoding", "NoEncryption", "PrivateFormat", "PublicFormat"}
    assert found - plain == named


def test_nothing_broken_is_used() -> None:
    wrong = [(name, where) for name, where in used() if name.lower() in ELSEWHERE]
    assert not wrong
