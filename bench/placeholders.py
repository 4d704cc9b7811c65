"""Do names come through? For every installed direction, which rung of the ladder was needed.

    python bench/placeholders.py [FOLDER ...]     # default: bundled/mt and var/packs

Prints one JSON object a direction: how many sentences stopped at each rung; how many had every
placeholder exactly right in the end; of those not right, how many the engine failed to call
lost (must be 0); and, for each form tried by itself as the first, the share of sentences whose
best reading had every placeholder: the measure by which the ladder's order is chosen.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.placeholder_sentences import of  # noqa: E402
from workspace.gateway.engines.argos import ArgosEngine, forms  # noqa: E402
from workspace.gateway.engines.argos.forms import Written, counted  # noqa: E402
from workspace.gateway.engines.argos.installed import PackFacts, installed  # noqa: E402
from workspace.gateway.engines.argos.ladder import RUNGS  # noqa: E402
from workspace.gateway.engines.argos.pack import Pack  # noqa: E402
from workspace.gateway.engines.argos.surrogates import surrogate  # noqa: E402
from workspace.privacy.masked import Part, sealed  # noqa: E402

DEFAULT = [str(ROOT / "bundled" / "mt"), str(ROOT / "var" / "packs")]


def through_the_ladder(engine: ArgosEngine, source: str, target: str) -> dict[str, object]:
    masked = sealed([Part("document", tuple(of(source)))])
    sentences = [
        sentence
        for paragraph in engine.translate(masked, source=source, target=target)
        for sentence in paragraph.sentences
    ]
    rungs = Counter(sentence.rung for sentence in sentences)
    right = [counted(each.source) == counted(each.target) for each in sentences]
    silent = sum(
        not is_right and each.rung != "lost"
        for each, is_right in zip(sentences, right, strict=True)
    )
    return {
        "direction": f"{source}-{target}",
        "packs": engine.version,
        "sentences": len(sentences),
        "rungs": {rung: rungs[rung] for rung in RUNGS if rungs[rung]},
        "right": sum(right),
        "wrong and not called lost": silent,
    }


def each_form_first(facts: PackFacts) -> dict[str, float]:
    """The share of sentences that one decoding of one form brings through."""
    pack = Pack(facts)

    def lend(text: str) -> Written | None:
        return surrogate(text, facts.source, facts.target)

    ways: dict[str, Callable[[str], Written | None]] = {
        "whole": forms.whole, "code": forms.code, "number": forms.number, "surrogate": lend,
    }  # fmt: skip
    shares = {}
    for name, write in ways.items():
        written = [each for each in map(write, of(facts.source)) if each]
        answers = pack.decode([each.text for each in written])
        kept = sum(
            each.restore(readings[0].text) is not None
            for each, readings in zip(written, answers, strict=True)
        )
        shares[name] = round(kept / len(of(facts.source)), 3)
    return shares


def main(folders: list[str]) -> None:
    engine, packs = ArgosEngine(folders), installed(folders)
    if not packs:
        print(json.dumps({"note": "no translation pack is installed", "folders": folders}))
    for source, target in engine.directions():
        report = through_the_ladder(engine, source, target)
        if facts := packs.get((source, target)):
            report["each form first"] = each_form_first(facts)
        print(json.dumps(report, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or DEFAULT)
