"""The translating engine on real packs with random weights: real files, real decoding."""

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.argos_packs import random_pack
from workspace.gateway.engines.argos import ArgosEngine, build
from workspace.gateway.engines.argos.errors import BrokenPack, NoPack
from workspace.gateway.engines.argos.installed import installed
from workspace.gateway.engines.argos.pack import LONGEST, Pack
from workspace.gateway.engines.argos.shelf import Shelf
from workspace.gateway.protocol import EngineConfig, EngineUnavailable, TranslatedParagraph
from workspace.privacy.masked import Part, sealed
from workspace.privacy.placeholders import find_exact

TEXT = "How is [CHILD_K7M] today? The worker came.\n- [SCHOOL_T3R]\n- 12:30"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs")
    random_pack(folder, "en", "es")
    random_pack(folder, "es", "en", seed=1)
    random_pack(folder, "en", "pl", seed=2)
    (folder / "stray").mkdir()
    (folder / "note.txt").write_text("not a pack")
    (folder / "sbd").mkdir()
    (folder / "sbd" / "metadata.json").write_text('{"type": "sbd"}')
    return folder


@pytest.fixture
def engine(packs: Path) -> ArgosEngine:
    return ArgosEngine([str(packs)], Shelf())


def translated(
    engine: ArgosEngine, *texts: str, to: str = "es", **more: object
) -> list[TranslatedParagraph]:
    masked = sealed([Part("user", (text,)) for text in texts])
    return engine.translate(masked, source="en", target=to, **more)  # type: ignore[arg-type]


def test_directions_go_through_english_too(engine: ArgosEngine) -> None:
    assert engine.directions() == [("en", "es"), ("en", "pl"), ("es", "en"), ("es", "pl")]
    assert engine.probe() == "ready, 3 translation packs"


def test_built_from_a_configuration(packs: Path, tmp_path: Path) -> None:
    assert build(EngineConfig(folders=(str(packs),))).directions()
    empty = build(EngineConfig(folders=(str(tmp_path), str(tmp_path / "missing"))))
    assert empty.directions() == []
    with pytest.raises(EngineUnavailable, match="No translation pack is installed"):
        empty.probe()


def test_every_paragraph_comes_back_in_order_with_its_lines(engine: ArgosEngine) -> None:
    first, second, third = translated(engine, TEXT, "", "The worker came.")
    assert [each.source for each in first.sentences] == [
        "How is [CHILD_K7M] today?", "The worker came.", "[SCHOOL_T3R]", "12:30",
    ]  # fmt: skip
    assert first.text.endswith("\n- [SCHOOL_T3R]\n- 12:30")
    assert second == TranslatedParagraph((), "")
    assert third.sentences[0] == first.sentences[1]
    assert engine.version == "argos en_es-1.0"


def test_no_placeholder_is_ever_wrong_without_being_called_lost(engine: ArgosEngine) -> None:
    texts = [f"Is [CHILD_K{n}M] with [MOTHER_T3R] at [ADDRESS_B{n}B]?" for n in range(2, 10)]
    for paragraph in translated(engine, *texts, alternatives=2):
        for sentence in paragraph.sentences:
            wanted = sorted(found.placeholder for found in find_exact(sentence.source))
            for text in (sentence.target, *sentence.alternatives):
                got = sorted(found.placeholder for found in find_exact(text))
                assert sentence.rung == "lost" or got == wanted


def test_the_same_text_gives_the_same_translation_alone_or_in_company(engine: ArgosEngine) -> None:
    alone = translated(engine, "The worker came.")[0]
    company = translated(
        engine, *[f"The worker number {n} came." for n in range(40)], "The worker came."
    )
    assert company[-1].text == alone.text


def test_through_english_in_two(engine: ArgosEngine) -> None:
    seen: list[tuple[int, int]] = []
    masked = sealed([Part("user", ("Hola. Buenos dias. 12.",))])
    engine.translate(
        masked, source="es", target="pl", on_progress=lambda *progress: seen.append(progress)
    )
    assert engine.version == "argos es_en-1.0 + en_pl-1.0"
    assert seen == sorted(seen)
    assert seen[-1] == (3, 3)


def test_raising_in_progress_stops_the_work(engine: ArgosEngine) -> None:
    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        translated(engine, *[f"The worker number {n} came." for n in range(500)], on_progress=stop)


def test_nothing_is_longer_than_the_model_can_read_or_may_write(engine: ArgosEngine) -> None:
    endless = "the worker came with her, " * 60
    for text in (endless, "x" * 900, "[CHILD_K7M]" * 40 + " came", "😀 came " * 80):
        (paragraph,) = translated(engine, text)
        assert paragraph.sentences


def test_decoding_is_bounded_by_what_is_read(packs: Path) -> None:
    pack = Pack(installed([str(packs)])[("en", "es")])
    ((reading,),) = pack.decode(["a"])
    assert reading.is_cut
    assert len(pack._tokens.encode(reading.text)) <= 2 * LONGEST


def test_an_uncovered_direction_is_refused_plainly(engine: ArgosEngine) -> None:
    for to in ("so", "en"):
        with pytest.raises(NoPack, match="No translation pack covers"):
            translated(engine, "Hello.", to=to)


@pytest.mark.parametrize("spoilt", ["sentencepiece.model", "model/model.bin"])
def test_a_broken_pack_is_named(packs: Path, tmp_path: Path, spoilt: str) -> None:
    shutil.copytree(packs / "translate-en_es", tmp_path / "translate-en_es")
    (tmp_path / "translate-en_es" / spoilt).write_bytes(b"spoilt")
    with pytest.raises(BrokenPack, match="pack en_es"):
        translated(ArgosEngine([str(tmp_path)], Shelf()), "Hello.")


def test_the_later_folder_and_the_newer_version_win(packs: Path, tmp_path: Path) -> None:
    for name, version in (("old", "1.9"), ("new", "1.10")):
        shutil.copytree(packs / "translate-en_es", tmp_path / name)
        path = tmp_path / name / "metadata.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {"package_version": version}))
    assert installed([str(packs), str(tmp_path)])[("en", "es")].version == "1.10"
    assert installed([str(tmp_path), str(packs)])[("en", "es")].version == "1.0"


def test_a_target_prefix_is_given_and_taken_off(packs: Path, tmp_path: Path) -> None:
    shutil.copytree(packs / "translate-en_es", tmp_path / "pack")
    path = tmp_path / "pack" / "metadata.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"target_prefix": "▁t"}))
    facts = installed([str(tmp_path)])[("en", "es")]
    ((reading,),) = Pack(facts).decode(["The worker came."])
    assert reading.text
    assert not reading.text.startswith("t ")


def test_the_pack_used_longest_ago_is_closed(packs: Path) -> None:
    shelf = Shelf(room=2)
    engine = ArgosEngine([str(packs)], shelf)
    translated(engine, "Hello.", to="es")
    translated(engine, "Hello.", to="pl")
    translated(engine, "Hello.", to="es")
    engine.translate(sealed([Part("user", ("hola",))]), source="es", target="en")
    assert shelf.open_now() == ["en_es-1.0", "es_en-1.0"]


def test_many_threads_share_one_pack(packs: Path) -> None:
    shelf = Shelf(room=1)

    def work(number: int) -> str:
        to = "es" if number % 2 else "pl"
        return translated(ArgosEngine([str(packs)], shelf), "The worker came.", to=to)[0].text

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(work, range(24)))
    assert len(set(found[::2])) == len(set(found[1::2])) == 1


def test_a_forked_child_opens_its_own(packs: Path) -> None:
    shelf = Shelf()
    engine = ArgosEngine([str(packs)], shelf)
    expected = translated(engine, "The worker came.")[0].text
    child = os.fork()
    if not child:
        try:
            right = not shelf.open_now() and translated(engine, "The worker came.")[0].text
            os._exit(0 if right == expected else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
