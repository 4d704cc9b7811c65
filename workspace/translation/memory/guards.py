"""What may never differ between segments that count as alike: numbers, and what is denied.

It knows the phrasebook's languages. Of any other it cannot tell, so nothing there is nearly alike.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFC", text).casefold().split())


_DENIALS: Final = {
    "en": _words("not no never none nobody nothing nowhere neither nor without hardly unless"),
    "pl": _words(
        "nie nigdy nikt nikogo nikomu nikim nic niczego niczym żaden żadna żadne żadnego żadnej "
        "żadnych bez brak ani"
    ),
    "ro": _words("nu n nici niciodată nimeni nimănui nimic niciun niciunul nicio niciuna fără"),
    "ar": _words(
        "لا ليس ليست لست ليسوا لسنا ليسا لن لم ما غير بدون دون ولا فلا بلا أبدا أبداً عدم ولم ولن "
        "وليس أحد شيء سوى إلا"
    ),
    "ur": _words("نہیں نہ مت بغیر نا بنا کبھی ہرگز"),
    "uk": _words(
        "не ні ніколи ніхто ніщо нічого нікого нікому без немає нема жоден жодна жодне жодного "
        "жодної жодних ані нізащо"
    ),
    "es": _words(
        "no nunca jamás nadie nada ningún ninguna ninguno ningunos ningunas sin tampoco ni"
    ),
    "pt": _words("não nunca jamais ninguém nada nenhum nenhuma nenhuns nenhumas sem nem tampouco"),
    "fr": _words("ne pas jamais personne rien aucun aucune sans ni non guère"),
    "bn": _words("না নেই নয় নি নাই ছাড়া বিনা নন নই নও নয়তো কখনও কখনো কেউ কিছুই"),
    "so": _words(
        "ma aan ha maya la'aan waxba marna waligeed waligaa cidna aanan aanay aanad aanu maan "
        "maanan kuma kama uma lama iguma laguma igama kuuma"
    ),
}  # fmt: skip
"""Words that deny, and words that only deny in company: their number may not differ either."""

_NUMBERS: Final = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve",
    "pl": "zero jeden|jedna|jedno|jednego|jednej dwa|dwie|dwoje|dwóch|dwóm|dwoma trzy|troje|trzech "
    "cztery|czworo|czterech pięć|pięciu|pięcioro sześć|sześciu siedem|siedmiu osiem|ośmiu "
    "dziewięć|dziewięciu dziesięć|dziesięciu jedenaście|jedenastu dwanaście|dwunastu",
    "ro": "zero - doi|două trei patru cinci șase|şase șapte|şapte opt nouă zece unsprezece "
    "doisprezece|douăsprezece",
    "ar": "صفر - اثنان|اثنين|اثنتان|اثنتين ثلاث|ثلاثة أربع|أربعة خمس|خمسة ست|ستة سبع|سبعة "
    "ثماني|ثمانية|ثمان تسع|تسعة عشر|عشرة",
    "ur": "صفر - دو|دونوں تین|تینوں چار|چاروں پانچ چھ|چھے سات آٹھ نو دس گیارہ بارہ",
    "uk": "нуль один|одна|одне|одного|однієї два|дві|двоє|двох три|троє|трьох чотири|четверо|"
    "чотирьох п'ять|п'яти шість|шести сім|семи вісім|восьми дев'ять|дев'яти десять|десяти "
    "одинадцять дванадцять",
    "es": "cero - dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "pt": "zero - dois|duas três quatro cinco seis sete oito nove dez onze doze",
    "fr": "zéro - deux trois quatre cinq six sept huit neuf dix onze douze",
    "bn": "শূন্য এক|একটি|একটা|একজন দুই|দুটি|দুটো|দুজন|দু তিন|তিনটি|তিনটা|তিনজন চার|চারটি|চারজন "
    "পাঁচ|পাঁচটি|পাঁচজন ছয়|ছয়টি সাত|সাতটি আট|আটটি নয়টি দশ|দশটি এগারো বারো",
    "so": "eber mid|hal|kow laba|labo|labada saddex|saddexda afar|afarta shan|shanta lix|lixda "
    "toddoba|todoba siddeed|sideed sagaal toban kow-iyo-toban laba-iyo-toban",
}
"""From nothing to twelve; forms of one number stand together. Where one is an article: `-`."""

_VALUES: Final = {
    code: {
        unicodedata.normalize("NFC", form): value
        for value, forms in enumerate(row.split())
        for form in forms.split("|")
        if form != "-"
    }
    for code, row in _NUMBERS.items()
}

_NEGATING: Final = (
    "un", "in", "im", "il", "ir", "dis", "mis", "non", "nie", "ne", "de", "des", "dés", "mal",
    "не", "без", "غير", "অ",
)  # fmt: skip
_SHORTEST_STEM: Final = 3
_BENGALI_PRONOUNS: Final = frozenset({"আপনি", "তিনি", "ইনি", "উনি", "যিনি"})

Meant = tuple[tuple[str, ...], tuple[tuple[str, int], ...]]


def knows(language: str) -> bool:
    """Say whether it can tell what a segment of this language denies."""
    return language in _DENIALS


def meant(words: Iterable[str], language: str) -> Meant:
    """Return the numbers of a segment in their order, and what denies in it, counted."""
    said = list(words)
    denials = Counter(denial for word in said for denial in _denials(word, language))
    return tuple(_numbers(said, language)), tuple(sorted(denials.items()))


def opposed(one: Counter[str], other: Counter[str]) -> bool:
    """Say whether a word of the one has its opposite in the other: safe and unsafe."""
    mine, theirs = set(one - other), set(other - one)
    return any(_opposite(a, b) or _opposite(b, a) for a in mine for b in theirs)


def _numbers(words: Iterable[str], language: str) -> Iterator[str]:
    values = _VALUES.get(language, {})
    for word in words:
        if any(character.isdigit() for character in word):
            yield "".join(_plain(character) for character in word)
        elif word in values:
            yield str(values[word])


def _plain(character: str) -> str:
    return str(unicodedata.digit(character, character))


def _denials(word: str, language: str) -> Iterator[str]:
    if word in _DENIALS.get(language, ()):
        yield word
    elif language == "en" and (word.endswith("n't") or word == "cannot"):
        yield "not"
    elif language == "fr" and word.startswith("n'"):
        yield "ne"
    elif language == "bn" and word.endswith("নি") and word not in _BENGALI_PRONOUNS:
        yield "নি"


def _opposite(word: str, stem: str) -> bool:
    if len(stem) < _SHORTEST_STEM:
        return False
    if any(word == prefix + stem for prefix in _NEGATING):
        return True
    return word.endswith("less") and stem.startswith(word[:-4])
