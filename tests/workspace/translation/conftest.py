"""A folder of packs of a test's own."""

import pytest


@pytest.fixture
def places(settings, tmp_path):
    """Where packs lie: those that came with Daylight, and those that are installed."""
    settings.PACKS = [tmp_path / "shipped", tmp_path / "own"]
    settings.BASE_DIR = tmp_path  # no demonstration pack of the real house
    return settings.PACKS
