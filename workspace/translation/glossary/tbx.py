"""The glossary as TBX (ISO 30042), which tools of translators read and write.

Written is TBX-Basic of 2019 in DCA style. Read are that, its DCT style and the older `martif`.
An XML file is looked through before it is built: one that declares an entity is refused, so
nothing grows while it is read, and nothing is ever fetched.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final
from xml.parsers import expat

from lxml import etree

from ..languages import LANGUAGES
from .entries import Entry
from .files import CannotRead, Contents, Problem, check, check_size, tidy

_SPACE: Final = "urn:iso:std:iso:30042:ed-2"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DEEPEST: Final = 32
_UNTRANSLATED: Final = "Do not translate."
_OUT_OF_USE: Final = ("deprecated", "superseded", "obsolete")


def read_tbx(data: bytes) -> Contents:
    """Return what a TBX file holds. Of several terms in one language the preferred one counts.

    Raises CannotRead with every problem and its line.
    """
    check_size(data)
    _look_through(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise CannotRead([Problem(error.lineno or 0, "This is not well-formed XML.")]) from None
    if _name(root) not in ("tbx", "martif"):
        raise CannotRead([Problem(root.sourceline or 0, "This is XML, but not a TBX file.")])
    concepts = [one for one in root.iter() if _name(one) in ("conceptEntry", "termEntry")]
    entries = check((one.sourceline or 0, _entry(one)) for one in concepts)
    return Contents(entries, tuple(sorted(_unknown(root))))


def _look_through(data: bytes) -> None:
    """Raise CannotRead at the first declared entity, at bad XML, and at absurd nesting."""
    reader = expat.ParserCreate()
    depth = 0

    def entity(*_: Any) -> None:
        raise CannotRead([Problem(reader.CurrentLineNumber, "Entities are not allowed in it.")])

    def start(*_: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise CannotRead([Problem(reader.CurrentLineNumber, "It is nested too deeply.")])

    def end(*_: Any) -> None:
        nonlocal depth
        depth -= 1

    reader.EntityDeclHandler = entity
    reader.StartElementHandler, reader.EndElementHandler = start, end
    try:
        reader.Parse(data, True)
    except expat.ExpatError as error:
        raise CannotRead([Problem(error.lineno, "This is not well-formed XML.")]) from None
    except (LookupError, ValueError):
        raise CannotRead([Problem(1, "Its encoding is not known here. Use UTF-8.")]) from None


def _entry(concept: Any) -> Entry:
    said: dict[str, str] = {}
    for section in _sections(concept):
        if term := _term_of(section):
            said.setdefault(_code(section), term)
    english = said.pop("en", "")
    plainly = any(tidy(_text(one)) == _UNTRANSLATED for one in concept if _name(one) == "note")
    known = {code: text for code, text in said.items() if code in LANGUAGES}
    return Entry(english, _definition(concept) or None, True if plainly else None, known)


def _definition(concept: Any) -> str:
    for one in concept.iter():
        if _name(one) == "definition" or one.get("type") == "definition":
            return tidy(_text(one))
    return ""


def _sections(concept: Any) -> list[Any]:
    """Return the language sections, those without a region first: `pt` before `pt-BR`."""
    found = [one for one in concept if _name(one) in ("langSec", "langSet")]
    return sorted(found, key=lambda one: len(_tag(one)) > 3)


def _term_of(section: Any) -> str:
    """Return the preferred term of a section; else the first that is in use."""
    found: list[tuple[int, str]] = []
    for group in section:
        if _name(group) not in ("termSec", "tig", "ntig"):
            continue
        terms = [tidy(_text(one)) for one in group.iter() if _name(one) == "term"]
        if terms and terms[0]:
            found.append((_rank(group), terms[0]))
    return min(found, key=lambda one: one[0])[1] if found else ""


def _rank(group: Any) -> int:
    for one in group.iter():
        if "administrativeStatus" in (_name(one), one.get("type")):
            status = tidy(_text(one)).casefold()
            return 0 if status.startswith("preferred") else 2 * status.startswith(_OUT_OF_USE) + 1
    return 1


def _unknown(root: Any) -> set[str]:
    tags = {_tag(one) for one in root.iter() if _name(one) in ("langSec", "langSet")}
    return {tag for tag in tags if tag.partition("-")[0] not in LANGUAGES}


def _tag(section: Any) -> str:
    said = section.get(_LANG) or section.get("lang") or ""
    return str(said).strip().replace("_", "-").lower()


def _code(section: Any) -> str:
    return _tag(section).partition("-")[0]


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: Any) -> str:
    return "".join(element.itertext())


def write_tbx(entries: Iterable[Entry], *, title: str = "Glossary") -> bytes:
    """Return a TBX-Basic file that `read_tbx` reads back alike."""
    root = etree.Element(f"{{{_SPACE}}}tbx", nsmap={None: _SPACE}, type="TBX-Basic", style="dca")
    root.set(_LANG, "en")
    described = _under(_under(root, "tbxHeader"), "fileDesc")
    _under(_under(described, "titleStmt"), "title", title)
    _under(_under(described, "sourceDesc"), "p", "Written by Daylight.")
    body = _under(_under(root, "text"), "body")
    for number, entry in enumerate(entries, 1):
        _write(body, number, entry)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def _write(body: Any, number: int, entry: Entry) -> None:
    concept = _under(body, "conceptEntry")
    concept.set("id", f"c{number}")
    if entry.note:
        described = _under(concept, "descrip", entry.note)
        described.set("type", "definition")
        described.set(_LANG, "en")
    if entry.do_not_translate:
        _under(concept, "note", _UNTRANSLATED)
    for code, text in _in_order(entry):
        section = _under(concept, "langSec")
        section.set(_LANG, code)
        _under(_under(section, "termSec"), "term", text)


def _in_order(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "en", entry.english
    yield from sorted(entry.translations.items())


def _under(parent: Any, name: str, text: str = "") -> Any:
    made = etree.SubElement(parent, f"{{{_SPACE}}}{name}")
    if text:
        made.text = text
    return made
