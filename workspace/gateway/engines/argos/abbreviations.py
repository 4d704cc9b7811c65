"""Words that end in a dot without ending a sentence, per language; lower case, no last dot.

Letters of one or two by themselves need no entry where they are initials.
"""

from typing import Final

_EVERYWHERE: Final = "mr mrs ms dr prof st vs tel e.g i.e p.s nr no vol art fig cf etc"

_WORDS: Final = {
    "en": "miss rev sgt insp cllr sr jr rd ave eg ie viz approx ref ext dept para paras incl re hon"
    " inc ltd co jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs"
    " fri sat sun a.m p.m yrs hrs mins wks mths nos min max ph.d b.a m.a",
    "pl": "p np m.in tzn tj ul al os pl godz ok wg im św ks mgr inż lek hab dot ust pkt poz zob por"
    " itd itp jw ww br r w tys mln zł gr pow woj gm sz sp lic bp ds str rozdz",
    "ro": "dl d-na d-l d-nei d-lui d-ra dna dvs sr ing lect conf str bd bl sc ap et jud loc com nr"
    " pag cap alin lit pct mil aprox ex ș.a ș.a.m.d a.c p.m a.m",
    "uk": "ім вул просп буд кв обл р-н м с смт рр ст др проф акад тис млн грн коп хв год сек"
    " див напр пор т.зв т.д т.п ін п.п о г-н",
    "ru": "им ул просп пр д кв обл р-н г с пос рр ст др проф акад тыс млн руб коп мин ч сек см"
    " напр ср т.е т.д т.п т.к гр",
    "bg": "ул бул ж.к обл гр с ст др проф акад хил млн лв ст мин ч сек вж напр т.е т.н"
    " и.д г-н г-жа",
    "es": "sr sra srta srs sres dra dña d ud uds vd vds lic ing avda av c pza pág págs núm aprox"
    " ej p.ej tfno teléf depto dpto ext ee.uu s.a hnos a.m p.m ss",
    "pt": "sr sra srta srs dra d exmo exma eng av r pç pág págs núm aprox ex p.ex tel dpto"
    " ext s.a lda ltda art",
    "fr": "m mm mme mmes mlle mlles me mgr av bd boul pl ex p.ex env tél tel chap éd réf n° par ét",
    "it": "sig sig.ra sig.na sigg dott dott.ssa avv ing arch geom rag on pag pagg es ecc c.so v.le"
    " p.za n tel int cap sec",
    "de": "hr fr frau dipl ing str bzw z.b d.h u.a usw ca evtl ggf inkl zzgl bspw vgl abs nr s abb"
    " geb gest verh jan feb aug sept okt nov dez mo di mi do fr sa so v.a o.ä i.d.r",
    "cs": "p pí sl ing mgr bc mudr judr phdr rndr doc č tj tzv např atd apod aj mj popř resp ul nám"
    " tř str s r roč stol hod min tel odst kap sv viz",
    "sk": "p pí sl ing mgr bc mudr judr phdr rndr doc č tj tzv napr atď apod resp ul nám str s r"
    " roč hod min tel ods kap sv pozri",
    "hu": "ifj id özv pl ún stb ill u kb kr du de ker u.a s.k köz bek em fszt fsz ép min mp",
    "tr": "sn av doç yrd sok cad mah apt blv vb vd örn bkz s sf çev alb yzb kur m.ö m.s",
    "el": "κ κα κος κ.κ δρ καθ π.χ δηλ λ.χ οδ αρ τηλ σελ κτλ κ.λπ κ.ά βλ π.μ μ.μ εκ",
    "so": "tus md drs iwm i.w.m ku",
    "sq": "z znj zj p.sh etj rr nr dmth d.m.th",
    "lt": "p pvz kt t.y g gatv pr al aps sav r m d val min tel žr t.t t.p šv doc",
    "lv": "k-gs piem u.c u.tml t.i utt iela apr nov lpp plkst min tel sk sv",
    "cy": "mri br dr parch tud sef h.y e.e ff",
    "vi": "ts ths gs pgs bs tp q p đ",
}  # fmt: skip

_ORDINAL_DOTS: Final = frozenset("de cs sk hu lv lt et fi da nb sl hr sr bs pl eu tr is".split())


def never_ends(language: str) -> frozenset[str]:
    """Words after which a dot closes no sentence, for a language code, English always included.

    Names of British institutions keep their English abbreviations in every language.
    """
    return _SETS.get(language, _SETS["en"])


def writes_ordinals_with_dots(language: str) -> bool:
    """Whether "3. Mai" is how a date is written."""
    return language in _ORDINAL_DOTS


_SETS: Final = {code: frozenset(f"{_EVERYWHERE} {words}".split()) for code, words in _WORDS.items()}
