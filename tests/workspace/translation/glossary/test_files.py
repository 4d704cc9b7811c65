"""CSV and TBX: read back alike, refused by line, and never a way in for anything else."""

import pytest
from lxml import etree

from workspace.translation.glossary import Entry
from workspace.translation.glossary.csvfile import read_csv, write_csv
from workspace.translation.glossary.files import LARGEST, CannotRead
from workspace.translation.glossary.starter import starter
from workspace.translation.glossary.tbx import read_tbx, write_tbx
from workspace.translation.languages import PHRASEBOOK, language

ENTRIES = (
    Entry("core group", "Those who carry out a plan, \"together\".", False,
          {"pl": "grupa podstawowa", "ar": "المجموعة الأساسية", "cy": "grŵp craidd"}),
    Entry("Ofsted", None, True, {}),
)  # fmt: skip


def problems(read, data: bytes) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(CannotRead) as caught:
        read(data)
    return " ".join(map(str, caught.value.problems))


def test_csv_is_read_back_alike() -> None:
    data = write_csv(ENTRIES)
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data).entries == (ENTRIES[0], Entry("Ofsted", None, True))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_comes_from_any_spreadsheet(delimiter: str, end: str) -> None:
    lines = [["English", "PL", "Do not translate"], [" core  group", "grupa", "No"], ["", "", ""]]
    data = end.join(delimiter.join(line) for line in lines).encode("utf-8-sig")
    assert read_csv(data).entries == (Entry("core group", None, False, {"pl": "grupa"}),)


def test_a_column_that_nobody_knows_is_named() -> None:
    assert read_csv(b"english,xx,pl\na,b,c\n").ignored == ("xx",)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"term,pl\na,b\n", "no column"),
        (b"english,pl,pl\na,b,c\n", "twice"),
        (b"english\na\nb\nA\n", "Line 4"),
        (b"english,pl\n,x\n", "Line 2: There is no English"),
        (b"english,pl\na,b,c\n", "Line 2: There are more cells"),
        (b"english,do_not_translate\na,perhaps\n", "Line 2"),
        ("english\ncafé".encode("latin-1"), "Line 2: This is not UTF-8"),
        (b'english\n"a', "Line 2"),
        (b"english,pl\na,=1+1\n", "formula"),
        (b"english\n[CHILD_K7M] plan\n", "stands for somebody"),
        (b"english\n" + b"a" * 121, "longer"),
        (b"x" * (LARGEST + 1), "larger"),
    ],
)
def test_a_bad_csv_is_refused_and_says_where(data: bytes, said: str) -> None:
    assert said in problems(read_csv, data)


def test_the_line_is_the_files_own_where_cells_have_several() -> None:
    data = b'english,note\na,"one\ntwo"\nb,\na,\n'
    assert "Line 5: “a” is there twice; the first time on line 2" in problems(read_csv, data)


def test_tbx_is_read_back_alike() -> None:
    data = write_tbx(ENTRIES)
    assert read_tbx(data).entries == (
        Entry(ENTRIES[0].english, ENTRIES[0].note, None, ENTRIES[0].translations),
        Entry("Ofsted", None, True),
    )


def test_tbx_has_the_shape_of_tbx_basic() -> None:
    root = etree.fromstring(write_tbx(ENTRIES))
    space = {"t": "urn:iso:std:iso:30042:ed-2"}
    assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    found = root.xpath("t:text/t:body/t:conceptEntry/t:langSec[t:termSec/t:term]", namespaces=space)
    assert [one.get(lang) for one in found] == ["en", "ar", "cy", "pl", "en"]
    assert root.xpath("t:tbxHeader/t:fileDesc/t:sourceDesc/t:p", namespaces=space)
    first = root.find(".//{*}conceptEntry")
    kinds = [etree.QName(child).localname for child in first]
    assert kinds == sorted(kinds, key=["descrip", "note", "langSec"].index)


MARTIF = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="e1"><descripGrp><descrip type="definition">A meeting.</descrip></descripGrp>
<langSet xml:lang="en-GB"><tig><term>core group</term></tig></langSet>
<langSet xml:lang="pt-BR"><tig><term>grupo do Brasil</term></tig></langSet>
<langSet xml:lang="pt"><tig><term>grupo velho</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
<tig><term>grupo central</term></tig></langSet>
<langSet xml:lang="pl"><ntig><termGrp><term>grupa</term></termGrp></ntig></langSet>
<langSet xml:lang="tlh"><tig><term>x</term></tig></langSet>
</termEntry></body></text></martif>"""


def test_the_older_martif_is_read_too() -> None:
    read = read_tbx(MARTIF.encode())
    assert read.entries == (
        Entry("core group", "A meeting.", None, {"pt": "grupo central", "pl": "grupa"}),
    )
    assert read.ignored == ("tlh",)


def test_utf_16_is_read_as_its_declaration_says() -> None:
    data = MARTIF.replace('"1.0"?', '"1.0" encoding="UTF-16"?').encode("utf-16")
    assert read_tbx(data).entries[0].english == "core group"


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<tbx>", "not well-formed"),
        ("<html/>", "not a TBX file"),
        ("<tbx/>", "no terms"),
        ("<tbx>\n<conceptEntry><langSec xml:lang='pl'><termSec><term>x</term></termSec></langSec>"
         "</conceptEntry></tbx>", "Line 2: There is no English term"),
        (f"<!DOCTYPE tbx [{BOMB}]><tbx>&a11;</tbx>", "Entities are not allowed"),
        ('<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>', "Entities"),
        ('<!DOCTYPE tbx [<!ENTITY % p SYSTEM "http://x.example/d">%p;]><tbx/>', "Entities"),
        ("<tbx>" + "<a>" * 50 + "</a>" * 50 + "</tbx>", "nested"),
        ('<?xml version="1.0" encoding="klingon"?><tbx/>', "Line 1"),
    ],
)  # fmt: skip
def test_a_bad_tbx_is_refused_and_says_where(data: str, said: str) -> None:
    assert said in problems(read_tbx, data.encode())


def test_the_starter_has_every_language_of_the_phrasebook_in_its_own_script() -> None:
    entries = starter()
    assert len(entries) >= 60
    scripts = {"Arabic": "ARABIC", "Cyrillic": "CYRILLIC", "Bengali": "BENGALI"}
    import unicodedata

    for entry in entries:
        assert entry.note, entry.english
        if entry.do_not_translate:
            assert not entry.translations
            continue
        assert set(entry.translations) == set(PHRASEBOOK[1:]), entry.english
        for code, text in entry.translations.items():
            name = scripts.get(language(code).script, "LATIN")
            assert any(unicodedata.name(sign, "").startswith(name) for sign in text), (code, text)
