"""Names as people write them in lists, turned into names as they are said."""

from typing import Final

import regex

from workspace.privacy import dictionary
from workspace.privacy.detector.words import TITLE_ROLES
from workspace.privacy.words import ALSO_WORDS, PARTICLES

from .found import Found
from .relations import role_of

LONGEST: Final = 120
_COMMON: Final = 600
"""Met so often in the dictionary's texts, a word is English: rarer ones are names from afar too."""
_MOST_WORDS: Final = 6
_WORD: Final = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}'’ʼ`.\-‐-]*")
_TITLE: Final = "|".join(TITLE_ROLES.values())
_LEADING: Final = regex.compile(rf"^(?:{_TITLE})\.?[ \t]+(?=\S)", regex.I)
_TRAILING: Final = regex.compile(rf"[ ,]+\(?(?:{_TITLE})\.?\)?$", regex.I)
_NICK: Final = regex.compile(r"(?<!\w)[\"“”‘'’(\[]([^\"“”‘’()\[\]]{1,60}?)[\"“”’')\]](?!\w)")
_ALSO: Final = regex.compile(
    r"[\s,;(\[]*(?<!\w)(?:a\.?k\.?a\.?|also known as|(?:better |usually )?known (?:as|by)|"
    r"preferred name|prefers|likes to be called|called|nickname(?:d)?|alias(?:es)?|"
    r"or)(?!\w)[\s:=]*",
    regex.I,
)
_FORMERLY: Final = regex.compile(
    r"[\s,;(\[]*(?<!\w)(?:n[ée]e|formerly(?: known as)?|previously(?: known as)?|"
    r"maiden name|birth name)(?!\w)[\s:=]*",
    regex.I,
)
_SEVERAL: Final = regex.compile(r"\s*(?:[,;/|\n]|\band\b|\bor\b|&)\s*")
_WITHIN: Final = PARTICLES - frozenset("and i na mr mrs ms miss dr sir".split())
_SMALL: Final = frozenset(
    "de da do dos das del di du la le van von der den ter bin bint ibn".split()
)
_KIN: Final = (
    r"(?:birth )?(?:step|grand|god|foster)?[- ]?(?:mum|mummy|mother|dad|daddy|father)|auntie|aunty|"
    r"aunt|uncle|granny|grandma|grandpa|(?:gran|nan)(?=\W+\w+\W+\w)"
)
_KIN_FIRST: Final = regex.compile(rf"^(?P<kin>{_KIN})(?:\s*[-–—:]\s*|\s+)(?P<name>.+)$", regex.I)
_ROLE_BESIDE: Final = regex.compile(r"^(?P<one>.+?)(?:\s+[-–—]\s+|\s*:\s+)(?P<other>.+)$")
NOBODY: Final = frozenset(
    """
    address addresses age alias born birth case child children's client contact contacts current
    date delete details dob edit email ethnicity family female gender household information
    involvement known legal male member members mobile name names network none notes number
    organisation people person phone postcode professional professionals record referral
    relation relationship relationships role school section select sex show sort status surname
    system tbc telephone title type unknown unborn view yes no n/a ongoing open closed active
    english male female girl boy british house road street year guidance help print export search
    activities activity cases chronology council county department documents events forms
    genogram hub involvements meeting meetings panel plan plans service services status team teams
    home login logout menu page back next previous total results row rows
    surgery clinic hospital practice centre trust nursing charity ltd
    """.split()
)
"""Words that head columns or stand on buttons: no name has them."""
_ALONE: Final = frozenset(
    """
    add apply best bcc cancel cc cheers clear close collapse copy day dear download evening
    expand faithfully filter first forward friday from hello hey hi hide kind last less many
    monday more morning new nothing ok open pm print recorded refresh regards remove reply
    required saturday save select send sent settings share sign sincerely submit sunday team
    thank thanks thursday to today tomorrow tuesday update upload warm wednesday wishes yesterday
    you yours
    """.split()
)
"""Buttons, greetings and closings: a surname may be spelled so, but nobody is called just that."""


def is_nobody(text: str) -> bool:
    """Say whether every word of `text` heads columns, stands on buttons, greets or takes leave."""
    words = [word.strip(".,:!").lower() for word in text.split()]
    return all(word in NOBODY or word in _ALONE for word in words)


def without_kin(text: str) -> tuple[str, str]:
    """Part "Mum - Sarah Hall", "Mum Sarah Hall" or "Sarah Hall - mother" into name and relation."""
    if found := _KIN_FIRST.match(text):
        return found["name"], found["kin"]
    if found := _ROLE_BESIDE.match(text):
        for kin, name in ((found["one"], found["other"]), (found["other"], found["one"])):
            if role_of(kin):
                return name, kin
    return text, ""


def is_ordinary(person: Found) -> bool:
    """Say whether only English words stand here for a name, and nothing else is said of them."""
    bare = not (person.role or person.details or person.other_names)
    words, counts = person.name.lower().split(), dictionary.counts()
    return bare and all(
        counts.get(word, 0) >= _COMMON and word not in ALSO_WORDS for word in words
    )  # fmt: skip


def looks_like_a_name(text: str) -> bool:
    """Say whether `text` could be somebody's name, with a capital where its script has them."""
    text = without_title(text)
    words = text.replace(",", " ").split()
    if not 0 < len(words) <= _MOST_WORDS or len(text) > LONGEST or text.count(",") > 1:
        return False
    if not all(_WORD.fullmatch(word) for word in words):
        return False
    if is_nobody(text) or any(word.lower().strip(".") in NOBODY for word in words):
        return False
    small = [word for word in words if word.islower() and word not in _WITHIN]
    parts = [part.strip() for part in text.split(",")]
    return not small and all(_has_a_name(part) for part in parts)


def surname_first(text: str) -> bool:
    """Say whether a comma in `text` parts a surname from given names, not two people."""
    before, _, after = (part.strip() for part in text.partition(","))
    one_word = 1 in {len(before.split()), len(after.split())}
    return one_word or _loud(before) or before.split()[0].lower() in PARTICLES


def _has_a_name(text: str) -> bool:
    return any(not word.islower() and len(word) > 1 for word in text.split())


def without_title(text: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", text.strip())).strip(" ,")


def title_of(text: str) -> str:
    """Return the role that a title states ("Dr", "PC"), or ""."""
    found = _LEADING.match(text.strip())
    title = found[0].strip(" .\t").lower() if found else ""
    for role, words in TITLE_ROLES.items():
        if title and role and regex.fullmatch(words, title):
            return role
    return ""


def natural(text: str) -> str:
    """Return a name given name first, in everyday capitals; a title only with a bare surname."""
    text = " ".join(text.split())
    bare = without_title(text)
    if len(bare.split()) < 2 and _LEADING.match(text):
        return text  # "Mrs Begum": there is no more of her name
    text = bare
    before, comma, after = (part.strip() for part in text.partition(","))
    if comma and before and after:
        text = f"{before} {after}" if _loud(after) and not _loud(before) else f"{after} {before}"
    elif not comma:
        text = _turned(text.split())
    words = text.replace(",", " ").split()
    return " ".join(_capitals(word, first=not at) for at, word in enumerate(words))


def apart(text: str) -> tuple[str, list[str]]:
    """Part a name from the other names written with it: née, known as, in quotes or brackets."""
    former = _FORMERLY.search(text)
    born = ""
    if former and former.start():
        born, text = text[former.end() :], text[: former.start()] + " "
        born, _, rest = (part.strip() for part in regex.sub(r"[)\]]", ")", born).partition(")"))
        text = f"{text.strip()} {rest}".strip()
    others: list[str] = []
    also = _ALSO.search(text)
    if also and also.start() and (later := text[also.end() :].strip(" )]")):
        text, others = text[: also.start()], several(later)
    for nick in _NICK.findall(text):
        others += several(nick)
    name = natural(_NICK.sub(" ", text))
    if born:
        others += [with_surname(name, former_name) for former_name in several(born)]
    plain = (natural(other) for other in others)
    return name, [other for other in dict.fromkeys(plain) if other and other != name]


def several(text: str) -> list[str]:
    """Split a list of other names."""
    text = text.strip(" ()[]\"“”'‘’.")
    return [part for part in _SEVERAL.split(text) if part.strip(" \"“”'‘’")]


def with_surname(name: str, surname: str) -> str:
    """Return `name` under an earlier surname; a whole earlier name is left as it is."""
    surname = natural(surname)
    return surname if " " in surname else " ".join([*name.split()[:-1], surname])


def _turned(words: list[str]) -> str:
    """Put a surname in capitals that stands first behind the rest."""
    loud = next((at for at, word in enumerate(words) if not _loud(word)), len(words))
    return " ".join([*words[loud:], *words[:loud]])


def _loud(text: str) -> bool:
    """All in capitals, and no initials such as AJ or J."""
    letters = "".join(filter(str.isalpha, text))
    vowels = set(letters) & set("AEIOUY") or letters == "NG"
    return letters.isupper() and (len(letters) > 2 or (len(letters) == 2 and bool(vowels) and
                                                        letters[-1] != "J"))  # fmt: skip


def _capitals(word: str, *, first: bool) -> str:
    if not (_loud(word) or word.islower()):
        return word
    if word.lower() in _SMALL and not first:
        return word.lower()
    if len(word) < 2:
        return word.upper()
    made = regex.sub(r"(?<![\p{L}\p{M}])\p{L}", lambda found: found[0].upper(), word.lower())
    return regex.sub(r"^(Mc|O['’])(\p{Ll})", lambda found: found[1] + found[2].upper(), made)
