"""An answer on the page: Markdown and names, and nothing that a model could make live."""

import pytest

from tests.access.payloads import PAYLOADS, alive, look
from workspace.chat.rendering import render
from workspace.privacy.vaults import OpenVault, change, new_vault, open_vault

pytestmark = pytest.mark.django_db
MARKDOWN = {
    "p", "ul", "ol", "li", "h3", "h4", "h5", "h6", "strong", "em", "code", "pre", "blockquote",
    "hr", "br", "table", "thead", "tbody", "tr", "th", "td", "s",
}  # fmt: skip
NAMES = {("class", "name"), ("class", "name name-unknown")}
HOSTILE_NAMES = [
    "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "[click](javascript:alert(1))",
    "**Bold** `code`", "\"><svg/onload=alert(1)>", "| a | b |", "# Heading", "&lt;b&gt;", "D1 ¶1",
    "\ue0000\ue001", "[CHILD_K7M]",
]  # fmt: skip


def vault(*names: str) -> tuple[OpenVault, list[str]]:
    row = new_vault()
    marks = [
        change(
            row.pk,
            lambda known, name=name: str(known.new("PERSON", name, role="CHILD").placeholder),
        )
        for name in names
    ]
    return open_vault(row.pk), marks


def check(html: str) -> None:
    """Only Markdown's own elements without attributes, and our own two kinds of span."""
    assert alive(html) == []
    for tag, attributes in look(html).elements:
        if tag == "span":
            ours = attributes["class"] in {"name", "name name-unknown", "citation"}
            assert ours
            assert set(attributes) <= {"class", "data-role"}
        elif tag == "a":
            assert set(attributes) == {"class", "href"}
            assert attributes["class"] == "citation"
            assert attributes["href"].startswith("/chats/")
        else:
            assert tag in MARKDOWN, tag
            assert attributes == {}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_model_cannot_bring_anything_to_life(payload: str) -> None:
    opened, (mark,) = vault("Zofia Brambleworth")
    for frame in ("{}", "{} {mark}", "# {}", "- {}", "| a |\n|---|\n| {} {mark} |", "`{}`",
                  "```\n{} {mark}\n```", "**{}**", "> {mark} {}"):  # fmt: skip
        text = frame.replace("{mark}", mark).replace("{}", payload)
        html = render(text, opened, documents=[1])
        check(html)
        shown = html.count("Zofia Brambleworth")  # a table may drop a cell too many
        assert shown == frame.count("{mark}") or (shown == 0 and "|" in text)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_is_words_wherever_it_is_put_back(name: str) -> None:
    opened, (mark,) = vault(name)
    for frame in ("{}", "# {}", "- {}", "| {} |\n|---|\n| {} |", "`{}`", "```\n{}\n```", "**{}**",
                  "    {}", "> {}", "[{}]({})", "![{}]({})", "<b title={}>",
                  "1. {}\n2. {}"):  # fmt: skip
        html = render(frame.replace("{}", mark), opened)
        check(html)
        words = "".join(look(html).words)
        assert words.count(name) == frame.count("{}"), html
        assert "harmless" not in html


def test_neither_links_nor_pictures_come_through_at_all() -> None:
    opened, (mark,) = vault("Zofia Brambleworth")
    text = (
        f"See [{mark}](https://evil.example/?who={mark}) ![x](https://evil.example/{mark}.png) "
        "<https://evil.example> https://evil.example [r][1]\n\n[1]: https://evil.example"
    )
    html = render(text, opened)
    assert {tag for tag, _ in look(html).elements} <= {"p", "span", "br"}


def test_marks_of_our_own_cannot_be_forged() -> None:
    """However private-use characters come in, nobody's name is called up by them."""
    opened, (first, second) = vault("Zofia Brambleworth", "Halima Brambleworth")
    forged = "&#xe000;0&#xe001; &#57344;99&#57345; \ue0001\ue001 &#xE000;2&#xE001;"
    html = render(f"{first} and {second}. {forged}", opened)
    check(html)
    assert html.count("Zofia") == html.count("Halima") == 1


def test_a_citation_leads_only_to_a_document_of_this_chat() -> None:
    from uuid import uuid4

    opened, _ = vault()
    chat = uuid4()
    html = render("(D1 ¶3) (D2 ¶1) (M1 ¶2)", opened, conversation=chat, documents=[1])
    links = [attributes["href"] for tag, attributes in look(html).elements if tag == "a"]
    assert links == [f"/chats/{chat}/D1/#p3"]
    check(html)


def test_headings_begin_below_those_of_the_page_and_leave_no_level_out() -> None:
    opened, _ = vault()
    assert [t for t, _ in look(render("### a\n\n# b\n\n###### c", opened)).elements] == [
        "h3", "h3", "h4",
    ]  # fmt: skip


def test_a_code_that_stands_for_nobody_says_so() -> None:
    opened, _ = vault()
    html = render("[CHILD_K7M] cried", opened)
    assert "(unknown child)" in html
    assert "name-unknown" in html
