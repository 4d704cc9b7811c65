"""Models: the bundled ones byte for byte, and every engine in use by asking it."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from workspace.gateway.loading import load
from workspace.gateway.models import Engine
from workspace.gateway.protocol import EngineError
from workspace.governance.models import Stop
from workspace.privacy import chosen, detector
from workspace.privacy.detector.model import verify

from .finding import Finding, ok, problem, warning

_ENGINE = "Look at its address, model and key at /admin/gateway/engine/{}/change/"
_ENABLE = "Compare and enable them at /admin/privacy/fairnessrun/, or run: manage.py enable_model"
_BUNDLED = "Take the folder from this version's release again: git checkout -- bundled"


def bundled() -> Iterator[Finding]:
    for listing in sorted((Path(settings.BASE_DIR) / "bundled").glob("*/model.sha256")):
        name = f"bundled/{listing.parent.name}"
        try:
            digest = verify(listing.parent)
        except detector.DetectionFailed as error:
            yield problem(name, str(error), _BUNDLED)
        else:
            yield ok(name, f"Every byte is the one that was shipped ({digest[:12]}).")
    yield from _in_use()


def _in_use() -> Iterator[Finding]:
    """What finds names: it must be enabled, whole, and be able to find some."""
    try:
        folder = chosen.models_if_any()
    except detector.DetectionFailed as error:
        yield problem("name finder", str(error), _ENABLE)
        return
    try:
        detector.warm_up(folder)
    except detector.DetectionFailed as error:
        says = f"{error} No message can be sent until it works."
        yield problem("name finder", says, _BUNDLED)
        return
    yield ok("name finder", f"{detector.version(folder)} finds names.")
    if folder != chosen.shipped():
        says = f"The models in {folder} find names, not those that come with this version."
        yield warning("name finder", says, _ENABLE)


def engines() -> Iterator[Finding]:
    rows = list(Engine.objects.filter(enabled=True))
    if not rows:
        mend = "Switch one on at /admin/gateway/engine/, or run: manage.py demo"
        yield problem("engines", "No engine is switched on: nobody can be answered.", mend)
    for row in rows:
        try:
            yield ok(f"engine {row.name}", load(row).probe())
        except EngineError as error:
            yield problem(f"engine {row.name}", str(error), _ENGINE.format(row.pk))
    for stop in Stop.objects.filter(lifted=None):
        yield warning("kill switch", f"{stop}: {stop.message}", "Lift it at /oversight/switches/")
