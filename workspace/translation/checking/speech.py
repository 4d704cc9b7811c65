"""Which language is this? By script, by small words, and by lingua where there is enough text."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

import regex
from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from .flags import Flag
from .folding import MARK, PLACEHOLDER, fold, fold_words
from .names import _known
from .vocabulary import vocabulary

_SCRIPTS: Final = {"ar": "Arabic", "ur": "Arabic", "uk": "Cyrillic", "bn": "Bengali"}
_OWN: Final = {
    "ur": ("ٹڈڑںےہھگچپکی", "ةىيك"), "ar": ("ةىيكأإ", "ٹڈڑںےہھگچپیک"),
    "uk": ("іїєґ", "ыэъё"), "es": ("ñ¿¡", "ãõçțșąęłż"), "pt": ("ãõç", "ñ¿¡țșąęłż"),
    "bn": ("", "ৰৱ"), "pl": ("ąęłżźćśń", "ãõñțșê"), "ro": ("ășțâî", "ãõñąęłż"),
    "fr": ("èêœùëï", "ãõñąęłżțșß"),
    "en": ("", "ãõñçąęłżțșéèáíóúüöä"), "so": ("", "ãõñçąęłżțșéèáíóú"),
}  # fmt: skip
_NAMES: Final = {
    "en": "English", "pl": "Polish", "ro": "Romanian", "ar": "Arabic", "ur": "Urdu",
    "uk": "Ukrainian", "es": "Spanish", "pt": "Portuguese", "fr": "French", "bn": "Bengali",
    "so": "Somali", "it": "Italian", "de": "German", "nl": "Dutch", "ru": "Russian",
    "fa": "Persian",
}  # fmt: skip
_WORD: Final = regex.compile(r"[\p{L}\p{M}']+")
_RUSSIAN: Final = frozenset(
    "и что это вы если или есть когда пожалуйста чтобы нет он она они его её ее где кто как "
    "почему только мне мой был хочет хочу очень нужно можно сегодня спасибо здравствуйте хорошо "
    "ребенок ребёнок дети".split()
)
_PERSIAN: Final = frozenset("است که را با این شما برای می از در آن هستند خود باید نیست".split())


def unlike(source: str, target: str, source_language: str, target_language: str) -> list[Flag]:
    """Say what of the target is still in the source's language, or in neither."""
    if (flag := _untouched(source, target, source_language, target_language)) is not None:
        return [flag]
    if (flag := _foreign(source, target, source_language, target_language)) is not None:
        return [flag]
    return []


def _script(code: str) -> str:
    return _SCRIPTS.get(code, "Latin")


def _lower(text: str) -> list[str]:
    """Words without names and abbreviations: folded, lower case as they were written."""
    plain = PLACEHOLDER.sub(" ", text)
    return [fold_words(m.group()) for m in _WORD.finditer(plain) if not m.group()[0].isupper()]


def _untouched(source: str, target: str, s: str, t: str) -> Flag | None:
    ours, theirs = _WORD.findall(fold(source)), _WORD.findall(fold(target))
    if theirs == ours and ours and s != t:
        lower = _lower(source) or [w for w in ours if w not in _known("first")]
        if len(lower) > 1 or (lower and (_script(s) != _script(t) or _of(lower[0], s, t))):
            return Flag("untranslated", "The text was left as it was.")
        return None
    run = _left(ours, _lower(target), theirs, s, t)
    return Flag("untranslated", f"“{run}” was left in {_NAMES[s]}.") if run else None


def _of(word: str, s: str, t: str) -> bool:
    """Say whether this is a word of one language and not of the other."""
    ours, theirs = vocabulary(s), vocabulary(t)
    own = ours.has("common", word) or ours.has("typical", word)
    return (
        own
        and not theirs.has("common", word)
        and not any(word in v for v in theirs.values.values())
    )


def _left(ours: list[str], lower: list[str], theirs: list[str], s: str, t: str) -> str:
    """The longest run of source words left in the target, or nothing."""
    if _script(s) != _script(t):
        script = regex.compile(rf"\p{{{_script(s)}}}")
        left = [w for w in lower if script.match(w) and (len(w) > 3 or w in ours)]
        sure = [w for w in left if w in ours or _of(w, s, t)]
        sure = [w for w in sure if len(w) > 2 or _script(s) != "Latin"]
        return " ".join(left[:8]) if sure else ""
    said = set(ours)
    best: list[str] = []
    run: list[str] = []
    for word in [*theirs, ""]:
        if word in said or (word and _of(word, s, t)):
            run.append(word)
            continue
        if _counts(run, lower, s, t) and len(run) > len(best):
            best = run
        run = []
    return " ".join(best[:8])


def _counts(run: list[str], lower: list[str], s: str, t: str) -> bool:
    plain = [w for w in run if w in lower]
    sure = [w for w in run if _of(w, s, t)]
    if s == "en":
        typical = [w for w in plain if vocabulary("en").has("typical", w) and _of(w, s, t)]
        if typical:
            return True
    strange = [w for w in plain if not vocabulary(t).has("common", w)]
    close = {s, t} in ({"es", "pt"}, {"ro", "es"}, {"ro", "fr"}, {"es", "fr"}, {"pt", "fr"})
    least = 4 if close else 3
    return (len(sure) >= 2 and len(run) >= least) or (len(strange) >= least and len(sure) >= 1)


def _foreign(source: str, target: str, s: str, t: str) -> Flag | None:
    plain = PLACEHOLDER.sub(" ", target)
    letters = regex.findall(r"\p{L}", plain)
    if not letters:
        return None
    script = _script(t)
    own = sum(bool(regex.match(rf"\p{{{script}}}", c)) for c in letters)
    strange = " ".join(w for w in _lower(target) if not regex.match(rf"\p{{{script}}}", w))
    if own < 0.5 * len(letters) and (strange or script == "Latin") and own + len(strange) > 2:
        return _said("another script")
    if not strange and own < 0.5 * len(letters) and len(letters) > 25:
        return _said("another script")
    if script == "Bengali":
        return _said("Assamese") if regex.search("[ৰৱ]", plain) else None
    if script == "Arabic":
        return _arabic(plain, t)
    if script == "Cyrillic":
        return _cyrillic(plain)
    return _latin(source, plain, t)


def _said(what: str) -> Flag:
    return Flag("wrong_language", f"The translation seems to be in {what}.")


def _arabic(text: str, t: str) -> Flag | None:
    words = Counter(_WORD.findall(fold(text)))
    score = {code: _small(words, code) for code in ("ar", "ur")}
    persian = sum(words[fold_words(w)] for w in _PERSIAN)
    urdu_letters, arabic_letters = (
        len(regex.findall(f"[{_OWN[c][0]}]", text)) for c in ("ur", "ar")
    )
    only_urdu = len(regex.findall("[ٹڈڑںےھہ]", text))
    total = max(1, sum(words.values()))
    if t == "ar":
        if only_urdu or (urdu_letters > arabic_letters + 1 and persian + score["ur"] > score["ar"]):
            return _said("Urdu" if only_urdu else "Persian") if only_urdu > 1 or total > 2 else None
        return _said("Persian") if persian >= 2 and persian > score["ar"] else None
    if only_urdu or score["ur"] > max(persian, score["ar"]):
        return None
    arabic_only = len(regex.findall("[ةأإىيك]", text))
    if total >= 2 and arabic_only and not only_urdu:
        return _said("Arabic")
    return _said("Persian") if persian >= 2 and persian > score["ur"] else None


def _small(words: Counter[str], code: str) -> int:
    common = vocabulary(code).words.get("common", frozenset())
    return sum(n for w, n in words.items() if w in common)


def _cyrillic(text: str) -> Flag | None:
    low = text.lower()
    russian = len(regex.findall("[ыэъё]", low))
    words = _WORD.findall(low)
    ukrainian = len(regex.findall(r"[іїєґ]|\p{L}['’]\p{L}", low))
    if russian and russian >= ukrainian:
        return _said("Russian")
    if not ukrainian and len("".join(words)) >= 10 and _is_russian(low):
        return _said("Russian")
    if not ukrainian and sum(w in _RUSSIAN for w in words) >= (1 if len(words) < 7 else 2):
        return _said("Russian")
    return None


def _is_russian(text: str) -> bool:
    return _cyrillic_detector().compute_language_confidence(text, Language.RUSSIAN) > 0.97


@cache
def _cyrillic_detector() -> LanguageDetector:
    pair = (Language.RUSSIAN, Language.UKRAINIAN)
    return LanguageDetectorBuilder.from_languages(*pair).with_low_accuracy_mode().build()


def _latin(source: str, text: str, t: str) -> Flag | None:
    words = Counter(_WORD.findall(fold_words(text)))
    lower = " ".join(_lower(text)) or fold_words(text)
    total = sum(words.values())
    scores = {c: _small(words, c) for c in ("en", "pl", "ro", "es", "pt", "fr", "so")}
    best = max(scores, key=lambda c: (scores[c], c == t))
    foreign = len(regex.findall(f"[{_OWN[t][1]}]", " ".join(_original_lower(text))))
    mine = len(regex.findall(f"[{_OWN[t][0]}]", text.lower())) if _OWN[t][0] else 0
    plainly = not mine or foreign or scores[best] > scores[t] + 3
    if plainly and best != t and scores[best] >= scores[t] + 2 and scores[t] <= total / 8:
        return _said(_NAMES[best])
    if regex.search("[¿¡]" if t != "es" else "[ãõ]", text.lower()) and scores[t] < total / 2:
        return _said("Spanish" if t != "es" else "Portuguese")
    if foreign >= 2 and scores[t] < max(scores.values()) and not mine:
        return _said(_NAMES[best])
    if total < 4 or len(lower) < 18:
        return None
    sure, other = _guess(lower, t)
    if other and sure < 0.03 and scores[t] <= total / 6 and not (mine and scores[t]):
        return _said(_NAMES.get(other, "another language"))
    return None


def _original_lower(text: str) -> Iterable[str]:
    return (m.group() for m in _WORD.finditer(text) if not m.group()[0].isupper())


_CODES: Final = {getattr(Language, name.upper()): code for code, name in _NAMES.items()}


@cache
def _detector() -> LanguageDetector:
    latin = [
        language
        for language, code in _CODES.items()
        if code not in ("ar", "ur", "uk", "bn", "ru", "fa")
    ]
    return LanguageDetectorBuilder.from_languages(*latin).with_low_accuracy_mode().build()


def _guess(text: str, wanted: str) -> tuple[float, str]:
    """How likely the wanted language is, and the code of another that is much likelier."""
    values = {
        _CODES[v.language]: v.value for v in _detector().compute_language_confidence_values(text)
    }
    best = max(values, key=lambda code: values[code])
    likely = values[best] >= 0.8 and best != wanted
    return values[wanted], best if likely else ""


__all__ = ["MARK", "unlike"]
