"""Does a process that masks a hundred thousand different messages grow?

    python bench/memory.py [--messages 100000] [--every 10000]

One process, one core. Every message is new: its people, numbers and several of its words occur
in no other, since words that a pipeline keeps are what makes such a process grow. Each is masked
whole, with a vault of its own; every fifth is in one of the nine languages that families write.
Prints one JSON line for every so many messages: resident memory in MB (`VmRSS`), and how many
strings and words the two pipelines hold. The last line says whether memory stayed under 250 MB
and how much it grew after the first tenth.
"""

import argparse
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workspace.settings")
LIMIT_MB: Final = 250

ENGLISH: Final = (
    "Home visit to {first} {last} at {number} {street} Road. Mum, {other}, said that {first} had a "
    "{odd} at school and rang {phone}. {odd} again on Monday; {other} {last} will call back.",
    "Dear {other}, re {first} {last}, NHS {nhs}. Please send the {odd} report to "
    "{first}.{last}@{street}.example by Friday.",
    "{first} said my brother {other} hit me with the {odd}. we live at {number} {street} close",
    "Strategy meeting about {first} {last} (dob {day}/0{month}/2014). Present: {other} {last}, "
    "the {odd} worker, and the school nurse. The {odd} plan is to be reviewed.",
)
FAMILIES: Final = {
    "es": "Mi hijo {first} {last} vive con su abuela {other} y ve el {odd}. Llame al {phone}.",
    "pl": "Rozmawiałam z {first} {last}, a {other} mówi, że {odd} jest w szkole. Telefon {phone}.",
    "ro": "Copilul {first} {last} stă la doamna {other}, unde este {odd}. Telefon {phone}.",
    "pt": "A minha filha {first} {last} está com o {other} e tem {odd}. Telefone {phone}.",
    "fr": "Mon fils {first} {last} est chez madame {other} avec le {odd}. Téléphone {phone}.",
    "tr": "Oğlum {first}'i okula {other} {last} götürüyor, {odd} var. Telefon {phone}.",
    "ar": "ابني {first} يسكن مع أخته {other} وعنده {odd} رقم الهاتف {phone}",
    "uk": "Мій син {first} {last} живе з {other}, має {odd}. Телефон {phone}.",
    "ur": "میرا بیٹا {first} اور میری بیٹی {other} گھر پر ہیں، {odd}۔ فون {phone}",
}  # fmt: skip
_SYLLABLES: Final = {
    "latin": "ka ro mi lu sha den fi bo ran tel vi zu har min do gra pel tho wex yu".split(),
    "ar": "با رو مي لو شا دن في نو كر تل زي هر سم جو".split(),
    "uk": "ка ро ми лу ша ден фі бо ран тел зу гар мін до".split(),
}


def word(choose: random.Random, script: str, number: int) -> str:
    """A word that no other message has: its message's number, spelled in syllables, and chance."""
    parts, spelt = _SYLLABLES[script], ""
    while number:
        number, digit = divmod(number, len(parts))
        spelt += parts[digit]
    return choose.choice(parts) + spelt + choose.choice(parts)


def message(number: int) -> tuple[str, str]:
    """(language, text) of one message; the same number gives the same."""
    choose = random.Random(number)
    language = sorted(FAMILIES)[number // 5 % len(FAMILIES)] if number % 5 == 4 else "en"
    script = {"ar": "ar", "ur": "ar", "uk": "uk"}.get(language, "latin")
    made = {name: word(choose, script, number + 1) for name in ("first", "last", "other")}
    template = FAMILIES.get(language) or choose.choice(ENGLISH)
    return language, template.format(
        **{name: value.capitalize() for name, value in made.items()},
        odd=word(choose, script, number + 7), street=word(choose, "latin", number + 3).capitalize(),
        number=choose.randint(1, 400), phone=f"07700 900{choose.randint(100, 999)}",
        nhs=f"999 {choose.randint(100, 999)} {choose.randint(1000, 9999)}",
        day=choose.randint(10, 28), month=choose.randint(1, 9),
    )  # fmt: skip


def resident_mb() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def masked(number: int) -> int:
    from workspace.privacy import layers
    from workspace.privacy.identities import Identities
    from workspace.privacy.masking import mask

    language, text = message(number)
    found = layers.found(text, language=language)
    return len(mask(text, found, Identities(), language=language).mentions)


def held() -> dict[str, int]:
    """How many strings and words the pipelines keep."""
    from workspace.privacy.detector import engine

    vocabs = [each._nlp.vocab for each in engine._detectors.values()]
    return {
        "strings": sum(len(vocab.strings) for vocab in vocabs),
        "words": sum(1 for vocab in vocabs for _ in vocab),
    }


def run(messages: int, every: int) -> list[dict[str, Any]]:
    begun, rows, hidden = time.perf_counter(), [], 0
    for number in range(messages):
        hidden += masked(number)
        if (number + 1) % every == 0:
            row = {"messages": number + 1, "mb": round(resident_mb(), 1), **held(),
                   "hidden": hidden, "seconds": round(time.perf_counter() - begun)}  # fmt: skip
            rows.append(row)
            print(json.dumps(row), flush=True)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=10_000)
    asked = parser.parse_args()
    rows = run(asked.messages, asked.every)
    highest, grown = max(row["mb"] for row in rows), rows[-1]["mb"] - rows[0]["mb"]
    print(json.dumps({"highest_mb": highest, "under_250": highest < LIMIT_MB,
                      "grown_after_first_mb": round(grown, 1)}))  # fmt: skip


if __name__ == "__main__":
    main()
