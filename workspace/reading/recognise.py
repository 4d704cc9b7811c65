"""What kind of file this is, by its content, and whether its name says the same."""

import re
import struct

from .limits import Limits
from .plain import decode, looks_like_mail
from .refusal import Refused

READABLE = {
    "txt": "txt", "text": "txt", "md": "md", "markdown": "md", "docx": "docx", "docm": "docx",
    "odt": "odt", "pdf": "pdf", "eml": "eml",
}  # fmt: skip

_OTHERS = {
    "old_word": "doc dot",
    "sheet": "xls xlsx xlsm xlsb ods csv tsv",
    "slides": "ppt pptx pptm odp",
    "archive": "zip 7z rar gz tar tgz bz2 xz",
    "ebook": "epub mobi",
    "outlook": "msg oft pst",
    "rtf": "rtf",
    "image": "png jpg jpeg gif bmp tif tiff webp heic heif svg",
    "media": "mp3 m4a wav ogg opus flac mp4 mov webm avi m3u m3u8",
    "program": "exe dll msi bat cmd com scr ps1 sh js vbs jar apk",
    "web_page": "htm html mht mhtml xhtml",
}
_UNREADABLE = {ext: kind for kind, extensions in _OTHERS.items() for ext in extensions.split()}

_OPENINGS = (
    (b"MZ", "program"), (b"\x7fELF", "program"), (b"\xca\xfe\xba\xbe", "program"),
    (b"#!", "text"), (b"\x89PNG\r\n\x1a\n", "image"), (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"), (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "archive"), (b"7z\xbc\xaf\x27\x1c", "archive"), (b"Rar!\x1a\x07", "archive"),
    (b"\xfd7zXZ", "archive"), (b"BZh", "archive"), (b"ID3", "media"), (b"OggS", "media"),
    (b"fLaC", "media"), (b"\x1aE\xdf\xa3", "media"), (b"RIFF", "media"), (b"#EXTM3U", "media"),
)  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "locked"), ("WordDocument", "old_word"), ("Workbook", "sheet"),
    ("PowerPoint Document", "slides"), ("__properties_version1.0", "outlook"),
)  # fmt: skip


def recognise(data: bytes, filename: str, limits: Limits) -> str:
    """The format to read `data` as ("docx", "pdf", ...), or Refused with the reason."""
    claimed = extension(filename)
    found = sniff(data, limits)
    if found == "locked":
        raise Refused("encrypted")
    if found == "two_kinds":
        raise Refused("wrong_type", f"{READABLE.get(claimed, 'pdf')}/two_kinds")
    if claimed in READABLE:
        return _as_claimed(READABLE[claimed], found, data)
    if claimed in _UNREADABLE:
        raise Refused("not_supported", _UNREADABLE[claimed])
    if found in ("docx", "odt", "pdf"):
        return found
    if found == "text" and not claimed:
        return "eml" if looks_like_mail(data) else "txt"
    raise Refused("not_supported", found)


def _as_claimed(form: str, found: str, data: bytes) -> str:
    if form in ("txt", "md"):
        if found in ("text", "web_page"):
            return form
        raise Refused("not_text") if found == "binary" else Refused("wrong_type", f"{form}/{found}")
    if form == "eml":
        if found == "text" and looks_like_mail(data):
            return form
        raise Refused("wrong_type", f"eml/{found}")
    if found == form:
        return form
    if form == "docx" and found == "old_word":
        raise Refused("not_supported", "old_word")
    raise Refused("damaged") if found == "binary" else Refused("wrong_type", f"{form}/{found}")


def extension(filename: str) -> str:
    """The lower-case extension without its dot; "" when there is none worth the name."""
    name = re.split(r"[/\\]", filename)[-1].rstrip()
    _, dot, last = name.rpartition(".")
    return last.lower() if dot and re.fullmatch(r"[A-Za-z0-9]{1,10}", last) else ""


def sniff(data: bytes, limits: Limits) -> str:
    """What the content is: a key of `wording.LABELS`, or "locked"."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from .archive import Archive  # costs start-up time that only archives need

        return Archive(data, limits).kind()
    if b"%PDF-" in data[:1024]:
        return "two_kinds" if _ends_as_archive(data) else "pdf"
    if data.startswith(_OLE):
        named = (kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in data)
        return next(named, "old_office")
    for opening, kind in _OPENINGS:
        if data.startswith(opening):
            return kind
    if data[4:8] == b"ftyp":
        return "image" if data[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "media"
    return _text_or_not(data)


def _text_or_not(data: bytes) -> str:
    try:
        start = decode(data[:4096], whole=False).lstrip()[:200].lower()
    except Refused:
        return "binary"
    return "web_page" if start.startswith(("<!doctype html", "<html")) else "text"


def _ends_as_archive(data: bytes) -> bool:
    """Whether a zip directory ends exactly where the data does, as in a file of two kinds."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or len(data) < at + 22:
        return False
    comment = int(struct.unpack_from("<H", data, at + 20)[0])
    return at + 22 + comment == len(data)
