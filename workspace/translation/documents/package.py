"""Office packages: parts by name, what points to what, and a new package without some parts."""

import posixpath
import zipfile
from io import BytesIO
from typing import Final

from workspace.reading.archive import Archive
from workspace.reading.limits import Limits
from workspace.reading.refusal import Refused

from .trees import Element, drop, parsed, written

_R: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_T: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WHEN: Final = (1980, 1, 1, 0, 0, 0)


class Package:
    """A zip archive whose XML parts are trees that can be changed; the rest is copied."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.archive = Archive(data, limits)
        self._order = [info.filename for info in zipfile.ZipFile(BytesIO(data)).infolist()]
        self._trees: dict[str, Element] = {}
        self._gone: set[str] = set()
        self._raw: dict[str, bytes] = {}

    @property
    def names(self) -> list[str]:
        """The parts that are left, in the order of the file."""
        return [n for n in self._order if n not in self._gone and not n.endswith("/")]

    def read(self, name: str) -> bytes:
        return b"".join(self.archive.chunks(name))

    def tree(self, name: str) -> Element:
        """The root of a part, the same object each time. Raises Refused."""
        if name not in self._trees:
            if name not in self.archive.names:
                raise Refused("damaged")
            self._trees[name] = parsed(self.read(name))
        return self._trees[name]

    def has(self, name: str) -> bool:
        return name in self.archive.names and name not in self._gone

    def put(self, name: str, content: bytes) -> None:
        """Replace the content of a part."""
        self._trees.pop(name, None)
        self._raw[name] = content

    def drop(self, name: str) -> None:
        self._gone.add(name)

    def content(self) -> bytes:
        """The package as bytes: `mimetype` first and unpacked, as OpenDocument wants it."""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
            for name in sorted(self.names, key=lambda name: name != "mimetype"):
                info = zipfile.ZipInfo(name, _WHEN)
                stored = name == "mimetype"
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                out.writestr(info, self._bytes(name))
        return buffer.getvalue()

    def _bytes(self, name: str) -> bytes:
        if name in self._trees:
            return written(self._trees[name])
        return self._raw[name] if name in self._raw else self.read(name)


class OfficePackage(Package):
    """An Open Packaging archive (docx, pptx): relations, content types and what to leave out."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        super().__init__(data, limits)
        if not self.has("[Content_Types].xml"):
            raise Refused("damaged")

    def main(self, usual: str) -> str:
        """The part that the package says is the document."""
        target = next((to for kind, to, _ in self.relations("") if kind == "officeDocument"), usual)
        if not self.has(target):
            raise Refused("damaged")
        return target

    def relations(self, part: str) -> list[tuple[str, str, Element]]:
        """(type, target part or outside address, element) of each relation of a part."""
        name = relations_of(part)
        if not self.has(name):
            return []
        folder = posixpath.dirname(part)
        found = []
        for element in self.tree(name).iter(f"{_R}Relationship"):
            kind = element.get("Type", "").rpartition("/")[2]
            target = element.get("Target", "")
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append((kind, target, element))
        return found

    def drop_relations(self, kinds: frozenset[str]) -> int:
        """Take out every relation of these types, wherever it is. Returns how many."""
        dropped = 0
        for name in self.names:
            if name.endswith(".rels"):
                for element in list(self.tree(name)):
                    if element.get("Type", "").rpartition("/")[2] in kinds:
                        drop(element)
                        dropped += 1
        return dropped

    def prune(self) -> None:
        """Leave out every part that nothing points to any more, and what says it is there."""
        reached = {"[Content_Types].xml", "_rels/.rels"}
        waiting = [""]
        while waiting:
            for _, target, element in self.relations(waiting.pop()):
                if element.get("TargetMode") == "External" or target in reached:
                    continue
                if self.has(target):
                    reached |= {target, relations_of(target)}
                    waiting.append(target)
                elif target in self.archive.names:
                    drop(element)
        for name in self.names:
            if name not in reached:
                self.drop(name)
        for element in list(self.tree("[Content_Types].xml").iter(f"{_T}Override")):
            if not self.has(element.get("PartName", "").lstrip("/")):
                drop(element)

    def kinds(self) -> dict[str, str]:
        """The declared content type of each part that has one of its own."""
        overrides = self.tree("[Content_Types].xml").iter(f"{_T}Override")
        return {e.get("PartName", "").lstrip("/"): e.get("ContentType", "") for e in overrides}

    def without_macros(self) -> bool:
        """Declare an ordinary document where one with macros was; True if there were any."""
        had = False
        for element in self.tree("[Content_Types].xml"):
            kind = element.get("ContentType", "")
            had |= "macroEnabled" in kind or "vbaProject" in kind
            if "macroEnabled" in kind:
                family = "wordprocessingml" if "word" in kind else "presentationml"
                role = kind.rpartition(".")[0].rpartition(".")[2]
                plain = f"application/vnd.openxmlformats-officedocument.{family}.{role}.main+xml"
                element.set("ContentType", plain.replace("template.main", "document.main"))
        return had


def relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
