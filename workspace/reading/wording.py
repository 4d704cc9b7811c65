"""Every sentence that an unreadable file can put on a screen: what is wrong and what to do."""

from .limits import Limits

READABLE = "Word (.docx), OpenDocument (.odt), PDF, e-mail (.eml), text (.txt) or Markdown (.md)"

LABELS = {
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "pdf": "a PDF",
    "eml": "an e-mail",
    "txt": "plain text",
    "md": "Markdown text",
    "text": "plain text",
    "old_word": "an older Word document",
    "sheet": "a spreadsheet",
    "slides": "a presentation",
    "archive": "a zip or other archive",
    "ebook": "an e-book",
    "outlook": "an Outlook message",
    "old_office": "an older Office file",
    "rtf": "rich text",
    "image": "a picture",
    "media": "a sound or video recording",
    "program": "a program",
    "web_page": "a web page",
    "binary": "something other than a document",
    "two_kinds": "two kinds of file at once",
}

_PROGRAM = "This is a program, not a document. Do not open it: tell your IT service."

_MESSAGES = {
    "empty": "This file is empty. Check that it was saved, then attach it again.",
    "too_big": "This file is larger than {megabytes} MB. Attach a shorter one, or split it.",
    "not_supported": f"Daylight cannot read this kind of file. Save it as {READABLE}.",
    "not_supported/old_word": (
        "This is an older Word document (.doc). Open it, save it as .docx, then attach that."
    ),
    "not_supported/sheet": (
        "Daylight cannot read spreadsheets. Copy the part you need into a Word document."
    ),
    "not_supported/slides": "Daylight cannot read presentations. Save this one as a PDF.",
    "not_supported/archive": (
        "This is a zip or other archive. Open it and attach the documents one by one."
    ),
    "not_supported/outlook": (
        "Daylight cannot read Outlook's own message files. Save the message as .eml or PDF."
    ),
    "not_supported/old_office": (
        "This is an older Office file. Open it, save it as .docx or PDF, then attach that."
    ),
    "not_supported/rtf": (
        "Daylight cannot read rich text (.rtf). Open it, save it as .docx, then attach that."
    ),
    "not_supported/image": (
        "Daylight cannot read the words in a picture. Type or paste the words that you need."
    ),
    "not_supported/media": "Daylight cannot read a sound or video recording as a document.",
    "not_supported/program": _PROGRAM,
    "not_supported/web_page": "Daylight cannot read web pages. Print this one to a PDF.",
    "wrong_type": (
        "The name of this file and what is inside it do not match. "
        "Open it in the program that made it and save it again."
    ),
    "encrypted": (
        "This file is locked with a password. Save a copy without the password and attach that."
    ),
    "encrypted/mail": (
        "This e-mail is encrypted. Open it in your mail program and copy the words you need."
    ),
    "damaged": (
        "This file is damaged or incomplete. Open it in the program that made it, save a new "
        "copy and attach that."
    ),
    "damaged/names": (
        "This file is not built like an ordinary document, so it was not opened. If you trust "
        "it, open it in the program that made it and save a new copy."
    ),
    "too_many_pages": "This PDF has more than {pages} pages. Attach the pages that you need.",
    "too_much_inside": (
        "This file would unpack into far more than an ordinary document, so it was not opened. "
        "If you trust it, open it in the program that made it and save a new copy."
    ),
    "too_much_inside/nested": (
        "This file has another archive inside it, so it was not opened. Attach the documents "
        "one by one."
    ),
    "too_much_inside/mail": (
        "This e-mail has too many parts inside it. Save the message that you need on its own."
    ),
    "too_long": (
        "This file has more than {characters} characters of text. Attach the part that you need."
    ),
    "took_too_long": (
        "This file took too long to read, so we stopped. Save a new copy, or attach a shorter "
        "part of it."
    ),
    "no_text": "There are no words in this file.",
    "no_text/scan": (
        "This PDF is a scan: it holds pictures of pages, not words. Attach the document it was "
        "made from, or a version with recognised text (OCR)."
    ),
    "no_text/form": (
        "This PDF is a form that only Adobe's own reader can show. Open it there, print it to a "
        "new PDF and attach that."
    ),
    "no_text/pictures": (
        "This document holds pictures but no words. Type or paste the words that you need."
    ),
    "not_text": (
        "This file does not hold plain text. If it is a document, save it as .docx or PDF."
    ),
    "not_text/letters": (
        "The letters in this file are saved in a way that Daylight does not know. Save it again "
        "as text with the encoding UTF-8."
    ),
}

CODES = frozenset(key.partition("/")[0] for key in _MESSAGES)


def message_for(code: str, kind: str, limits: Limits) -> str:
    """The sentence for a reason; an unknown kind falls back on the reason's general one."""
    claimed, _, found = kind.partition("/")
    if code == "wrong_type" and found == "program":
        return _PROGRAM
    if code == "wrong_type" and claimed in LABELS and found in LABELS:
        return (
            f"Going by its name this file is {LABELS[claimed]}, but inside it is "
            f"{LABELS[found]}. Open it in the program that made it and save it again."
        )
    message = _MESSAGES.get(f"{code}/{kind}") or _MESSAGES[code]
    return message.format(
        megabytes=max(1, limits.bytes // 1024**2),
        pages=limits.pages,
        characters=f"{limits.characters:,}",
    )
