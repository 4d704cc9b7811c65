"""The layers hold: every package has its place, and each contract really refuses what it says."""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINT = Path(sys.executable).parent / "lint-imports"
NOT_PRODUCT = {"tests", "bench", "bundled"}
"""Top-level folders with Python that no product code may import; see the test below."""


def contracts() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser


def listed(section: str, option: str) -> set[str]:
    text = contracts()[f"importlinter:contract:{section}"][option]
    return set(re.findall(r"[\w.*]+", re.sub(r"#.*", "", text)))


def packages() -> set[str]:
    """What lies directly under workspace/: packages and modules alike."""
    found = {path.parent.name for path in (ROOT / "workspace").glob("*/__init__.py")}
    return found | {path.stem for path in (ROOT / "workspace").glob("*.py")} - {"__init__"}


def test_every_package_has_a_layer():
    assert packages() == listed("layers", "layers")


def test_every_top_level_package_is_a_root_of_the_contracts():
    tops = {path.parts[len(ROOT.parts)] for path in ROOT.glob("*/*.py")}
    tops |= {path.parts[len(ROOT.parts)] for path in ROOT.glob("*/*/__init__.py")}
    roots = set(contracts()["importlinter"]["root_packages"].split())
    assert {top for top in tops if top.isidentifier()} - NOT_PRODUCT == roots


def test_every_app_keeps_the_order_inside():
    apps = {path.parent.name for path in (ROOT / "workspace").glob("*/apps.py")}
    assert {f"workspace.{app}" for app in apps} == listed("inside", "containers")


def test_reading_is_kept_from_all_the_rest():
    rest = {f"workspace.{name}" for name in packages() - {"reading", "asgi", "env", "urls"}}
    assert rest <= listed("reading", "forbidden_modules")


def test_only_the_gateway_imports_by_name():
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "workspace").rglob("*.py")
        if "import_string" in path.read_text("utf-8")
    }
    assert found == {"workspace/gateway/loading.py"}


def test_product_code_imports_no_tests():
    forbidden = re.compile(rf"^\s*(?:from|import) (?:{'|'.join(NOT_PRODUCT)})\b", re.M)
    for path in (ROOT / "workspace").rglob("*.py"):
        assert not forbidden.search(path.read_text("utf-8")), path


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    place = tmp_path_factory.mktemp("house")
    ignore = shutil.ignore_patterns("__pycache__", "texts")
    shutil.copytree(ROOT / "workspace", place / "workspace", ignore=ignore)
    shutil.copy(ROOT / ".importlinter", place)
    return place


def lint(place: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINT), "--no-cache"]
    return subprocess.run(command, cwd=place, capture_output=True, text=True)


def test_the_contracts_are_kept(copy):
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "statement"),
    [
        ("privacy/odd.py", "import workspace.chat.models"),
        ("privacy/odd.py", "import workspace.governance.audit"),
        ("cases/odd.py", "import workspace.gateway.door"),
        ("cases/odd.py", "import workspace.jobs.models"),
        ("accounts/odd.py", "import workspace.governance.policy"),
        ("chat/models.py", "import workspace.chat.actions.sending"),
        ("chat/tasks.py", "import workspace.chat.forms"),
        ("chat/odd.py", "import workspace.gateway.engines.extractive"),
        ("gateway/odd.py", "import workspace.gateway.engines.openai_compatible.engine"),
        ("chat/odd.py", "import workspace.gateway.loading"),
        ("chat/odd.py", "import openai"),
        ("gateway/engines/extractive/odd.py", "import openai"),
        ("gateway/odd.py", "import spacy"),
        ("chat/odd.py", "import presidio_analyzer"),
        ("privacy/spans.py", "import django.conf"),
        ("privacy/detector/odd.py", "import workspace.privacy.vaults"),
        ("gateway/engines/extractive/odd.py", "import celery"),
        ("reading/odd.py", "import workspace.privacy.masked"),
        ("reading/odd.py", "import django.conf"),
        ("newroom/__init__.py", "import os"),
    ],
)
def test_a_breach_is_refused(copy, module, statement):
    path = copy / "workspace" / module
    before = path.read_text("utf-8") if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{before or ''}\n{statement}\n", "utf-8")
    try:
        done = lint(copy)
    finally:
        path.unlink() if before is None else path.write_text(before, "utf-8")
        if module == "newroom/__init__.py":
            shutil.rmtree(path.parent)
    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout
