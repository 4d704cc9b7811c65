"""Why a document cannot be translated, in the words of the translator's own screens."""

from typing import Final

from workspace.reading import UnreadableFile as _UnreadableFile
from workspace.reading.limits import DEFAULT, Limits

FORMATS: Final = (
    "Word (.docx), PowerPoint (.pptx), OpenDocument (.odt), PDF, web page (.html), "
    "e-mail (.eml), subtitles (.srt) or text (.txt)"
)
_OURS: Final = {
    "not_supported": f"Daylight cannot translate this kind of file. Save it as {FORMATS}.",
    "not_supported/old_slides": (
        "This is an older or another kind of presentation. Save it as .pptx, then choose that."
    ),
    "not_supported/sheet": (
        "Daylight cannot translate spreadsheets. Copy the part you need into a Word document."
    ),
    "not_supported/archive": (
        "This is a zip or other archive. Open it and choose the documents one by one."
    ),
    "no_text": "There are no words in this file, so there is nothing to translate.",
    "damaged/strict": (
        "This document is saved in Word's strict format. Open it in Word, save it as an "
        "ordinary Word document (.docx), then choose that."
    ),
    "damaged/subtitles": (
        "This file has no subtitles with times in it. Save it as SubRip (.srt) in the program "
        "that made it."
    ),
}


class UnreadableFile(_UnreadableFile):
    """The document could not be opened. `str(error)` says what is wrong and what to do.

    `code`, `kind` and `where` are as in `workspace.reading.UnreadableFile`; none is personal.
    """

    def __init__(
        self, code: str, kind: str = "", *, where: str = "", limits: Limits = DEFAULT
    ) -> None:
        super().__init__(code, kind, where=where, limits=limits)
        ours = _OURS.get(f"{code}/{kind}") or ("" if kind else _OURS.get(code))
        theirs = str(self).replace("Attach", "Choose").replace("attach", "choose")
        self.args = (ours or theirs,)
