"""WordprocessingML as events: which elements hold words, and which hold what is not on the page."""

from .flow import Flow

PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "urn:schemas-microsoft-com:vml": "v",
}

TRACKED = "This document has tracked changes: deletions were left out, insertions were read."
HIDDEN = "Hidden text in this document was not read."
PICTURES = "Pictures, charts and drawings in this document were not read."

_DELETED = frozenset({"w:del", "w:moveFrom"})
_NEVER_SEEN = frozenset({
    "w:delText", "w:instrText", "w:delInstrText", "w:rPrChange", "w:pPrChange", "w:tblPrChange",
    "w:trPrChange", "w:tcPrChange", "w:sectPrChange", "w:tblPrExChange", "w:tblGridChange",
})  # fmt: skip
_INSERTED = frozenset({"w:ins", "w:moveTo"})
_PICTURED = frozenset({"a:blip", "c:chart", "dgm:relIds", "v:imagedata"})
_LETTERS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
_OFF = ("0", "false", "off")
_NOTES = {"w:footnote": "Footnote", "w:endnote": "Endnote"}
# The boxes of printed forms, which Word draws with symbol fonts.
_TICKED, _EMPTY = ("F0FE", "F0FD", "F052", "F054"), ("F0A8", "F06F", "F0A3")
_SYMBOLS = dict.fromkeys(_TICKED, "☒") | dict.fromkeys(_EMPTY, "☐")


class Body:
    """A `markup.Handler` that fills a Flow from the body, a header, a footer or the notes."""

    def __init__(self, flow: Flow) -> None:
        self.warnings: set[str] = set()
        self.pictures = False
        self._flow = flow
        self._in_text = False
        self._runs: list[bool] = []  # for each open run, whether it is hidden
        self._choices: list[bool] = []  # for each alternative, whether one was taken
        self._note = ""
        self._box = ""  # a tick box that is being described

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        if name == "w:t":
            self._in_text = True
        elif name == "w:r":
            self._runs.append(False)
        elif name == "w:p":
            self._flow.start_paragraph(self._note)
            self._note = ""
        elif name in _LETTERS:
            self._letter(_LETTERS[name])
        elif name == "w:vanish":
            self._hide(attributes)
        elif name in _DELETED or name in _INSERTED:
            self.warnings.add(TRACKED)
            return name in _DELETED
        elif name in _NEVER_SEEN:
            return True
        else:
            return self._rarer(name, attributes)
        return False

    def _rarer(self, name: str, attributes: dict[str, str]) -> bool:
        if name == "w:tr":
            self._flow.start_row()
        elif name == "w:tc":
            self._flow.start_cell()
        elif name == "mc:AlternateContent":
            self._choices.append(False)
        elif name == "mc:Choice" and self._choices:
            self._choices[-1] = True
        elif name == "mc:Fallback":
            return bool(self._choices and self._choices[-1])
        elif name in _PICTURED:
            self.pictures = True
            self.warnings.add(PICTURES)
        else:
            return self._marks(name, attributes)
        return False

    def _marks(self, name: str, attributes: dict[str, str]) -> bool:
        if name == "w:sym":
            self._letter(_symbol(attributes.get("w:char", "")))
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            self._letter(f" ({name[2:-9]} {attributes.get('w:id', '')})")
        elif name in _NOTES:
            self._note = f"{_NOTES[name]} {attributes.get('w:id', '')}: "
            return "w:type" in attributes  # the line above the notes
        elif name == "w:checkBox":
            self._box = "☐"
        elif name in ("w:checked", "w:default") and self._box:
            self._box = "☐" if attributes.get("w:val", "1") in _OFF else "☒"
        return False

    def end(self, name: str) -> None:
        if name == "w:t":
            self._in_text = False
        elif name == "w:r" and self._runs:
            self._runs.pop()
        elif name == "w:p":
            self._flow.end_paragraph()
        elif name == "w:tc":
            self._flow.end_cell()
        elif name == "w:tr":
            self._flow.end_row()
        elif name == "w:checkBox":
            self._letter(self._box)
            self._box = ""
        elif name == "mc:AlternateContent" and self._choices:
            self._choices.pop()

    def text(self, text: str) -> None:
        if self._in_text:
            self._letter(text)

    def _letter(self, text: str) -> None:
        if self._runs and not self._runs[-1]:
            self._flow.text(text)

    def _hide(self, attributes: dict[str, str]) -> None:
        if self._runs and attributes.get("w:val", "1") not in _OFF:
            self._runs[-1] = True
            self.warnings.add(HIDDEN)


def _symbol(code: str) -> str:
    """The letter for a symbol; those of private fonts mean nothing outside of them."""
    if code.upper() in _SYMBOLS:
        return _SYMBOLS[code.upper()]
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 < number < 0xD800 else ""
