"""One document of the set as it is written down: a line of JSON."""

import json
from dataclasses import dataclass, field


@dataclass
class Paper:
    """`spans` are (start, end, origin, gender), in code points."""

    name: str
    language: str
    script: str
    register: str
    case: str
    text: str = ""
    spans: list[tuple[int, int, str, str]] = field(default_factory=list)

    def add(self, piece: str, origin: str = "", gender: str = "") -> None:
        if origin and piece:
            self.spans.append((len(self.text), len(self.text) + len(piece), origin, gender))
        self.text += piece

    def line(self) -> str:
        spans = [
            {"start": start, "end": end, "origin": origin, "gender": gender}
            for start, end, origin, gender in self.spans
        ]
        row = {
            "id": self.name, "text": self.text, "language": self.language, "script": self.script,
            "register": self.register, "case": self.case, "spans": spans,
        }  # fmt: skip
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
