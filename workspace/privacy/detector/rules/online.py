"""Web addresses and the names people go by on social media and in games."""

from typing import Final

from workspace.privacy.detector.marks import AFTER_AT, DIGITS, UNDERSCORE
from workspace.privacy.detector.rule import Match, Rule, rule
from workspace.privacy.dictionary import is_ordinary

from .counting import either

_SITE = (
    r"(?:facebook|instagram|tiktok|snapchat|twitter|x|youtube|linkedin|onlyfans|fb|t|wa|discord)"
)
_TLDS = (
    "com org net uk io me tv app gg info eu ie pl ro fr es pt tr ua pk de it nl co be link page "
    "site online blog xyz cloud example test ly gl shop club social chat live video"
)
_PUBLIC = (
    "gov.uk", "gov.scot", "gov.wales", "nhs.uk", "nhs.scot", "nhs.wales", "hscni.net",
    "parliament.uk", "judiciary.uk", "police.uk", "mod.uk", "legislation.gov.uk", "nice.org.uk",
    "ofsted.gov.uk", "nspcc.org.uk", "childline.org.uk", "ico.org.uk", "bbc.co.uk", "acas.org.uk",
    "citizensadvice.org.uk", "samaritans.org", "shelter.org.uk", "mind.org.uk", "kooth.com",
    "familylives.org.uk", "gingerbread.org.uk", "coram.org.uk", "cafcass.gov.uk", "w3.org",
    "barnardos.org.uk", "actionforchildren.org.uk", "socialworkengland.org.uk", "hcpc-uk.org",
    "ceop.police.uk", "wikipedia.org", "turn2us.org.uk", "lullabytrust.org.uk", "frg.org.uk",
    "youngminds.org.uk", "justice.gov.uk", "bailii.org", "unicef.org.uk", "un.org", "who.int",
    "womensaid.org.uk", "nationaldahelpline.org.uk", "victimsupport.org.uk", "rethink.org",
    "europa.eu", "ipsea.org.uk", "sendiass.org.uk", "autism.org.uk", "rcpch.ac.uk", "bma.org.uk",
)  # fmt: skip
"""Sites of the state, of the law and of well-known helplines: their pages are nobody's."""
PLATFORMS: Final = (
    "snap snapchat sc insta instagram ig tiktok tik discord xbox psn playstation roblox twitter "
    "facebook fb telegram steam kik gamertag gamer username user handle screen fortnite minecraft "
    "valorant epic twitch youtube reddit threads yubo wizz bereal vinted depop ebay paypal cashapp "
    "onlyfans linkedin login ign gt messenger signal viber wechat tellonym bebo myspace pinterest "
    "tumblr whatsapp tag tinder grindr bumble hinge nickname account profile"
)
_LINK = (
    r"(?:[ :\-–(\"'“‘@=]|name|account|user|handle|called|is|was|as|it['’]s|under|hes|shes|tag|id|"
    r"\bon\b|\bto\b|\bum+\b|\ber+\b|\bthe\b|\bhis\b|\bher\b){0,9}"
)
_NAMED = (
    r"(?: ?[:=] ?|[ -]?(?:name|id|tag|handle|account|profile|user)? ?"
    r"(?:is|was|called|as|under|:|=)[ \"'“‘]{0,2}|[ -]?(?:name|id|tag)[ -]?[\"'“‘]|[ -](?:user "
    r"?name|id|tag|handle)[ ])"
)

ONLINE: Final[tuple[Rule, ...]] = (
    rule(
        "URL",
        r"(?P<v>(?:https?://|www\.)[^\s<>\"“”|]*[\w/])",
        0.97,
        accept=lambda match: not _is_public(match["v"]),
        at=("http", "https", "www"),
    ),
    rule(
        "URL", rf"(?P<v>{_SITE}\.(?:com|me|gg)/[^\s<>\"|]*[\w/])", 0.97, at=_SITE[3:-1].split("|")
    ),
    rule(
        "URL",
        rf"(?<![\w.@/-])(?P<v>(?:[\w-]{{1,63}}\.){{1,5}}(?-i:{either(_TLDS)}|UK|COM)"
        r"(?:/[^\s<>\"“”|)\]]*[\w/]|(?![\w-]|\.\w)))(?! ?@)",
        0.9,
        accept=lambda match: not _is_public(match["v"]),
        at=_TLDS.split(),
        reach=5,
    ),
    rule(
        "URL",
        r"(?<!\w)(?P<v>(?:(?:www|w w w) dot )?[\w-]+(?: (?:dot|dash) [\w-]+){0,4} dot "
        r"(?:com|co|org|net|uk|io)\b(?: dot uk\b)?(?: (?:forward )?slash [\w-]+)*)",
        0.85,
        at=("dot",),
        reach=4,
    ),
    rule("HANDLE", r"(?<![\w.@/])(?P<v>@[^\W\d](?:[\w.-]{0,28}\w)?)", 0.9, at=AFTER_AT, lead="@"),
    rule(
        "HANDLE",
        r"(?<![\w@/.-])(?P<v>(?=[\w.]*_)(?=[\w.]*\p{L})(?!_+(?:\W|$))(?!\w*__{2,})[\w.]{2,30}\w)"
        r"(?![\w@]|\.\w)",
        0.75,
        at=UNDERSCORE,
        reach=1,
    ),
    rule(
        "HANDLE",
        r"(?<!\w)(?P<v>(?:[\w-]+ (?:dot|full stop|dash) ){0,2}[\w-]+(?: under ?score "
        r"(?:(?:dot|dash|under ?score) )?[\w-]+)+(?: (?:dot|dash) [\w-]+)?)(?!\w)",
        0.85,
        at=("underscore", "under"),
        reach=5,
    ),
    rule("HANDLE", r"(?<![\w/])(?P<v>[\w.]{2,32}#\d{3,5})(?!\w)", 0.85, at=DIGITS, reach=2),
    rule("HANDLE", r"(?<![\w.])(?P<v>/?u/[\w-]{3,24})", 0.85, at=("u",)),
    rule(
        "HANDLE",
        rf"(?:{either(PLATFORMS)}|tik ?tok)(?!\w){_LINK}"
        r"\b(?P<v>(?=[\w-]*[_\d]|[\w-]+\.\w)[^\W\d_][\w.-]{1,28}\w)(?!\w)",
        0.85,
        at=PLATFORMS.split(),
    ),
)


def _is_public(address: str) -> bool:
    """Whether a web address is the state's, the law's or a helpline's, and no record in it."""
    host, _, page = address.lower().split("://")[-1].partition("/")
    host = host.removeprefix("www.").partition("?")[0].partition(":")[0]
    if sum(map(str.isdigit, page)) > 6:
        return False
    return any(host == site or host.endswith("." + site) for site in _PUBLIC)


def _is_no_plain_word(match: Match) -> bool:
    """Whether a word after "insta is" can be a name: "down" and "discussed" are none."""
    value = match["v"].lower()
    said = match.string[match.start() : match.start("v")]
    return ":" in said or "called" in said or not is_ordinary(value)


_NO_WORD = (
    "covid year grade level stage week day page room flat part step unit phase appendix table note "
    "item child parent adult person form band tier class term section act age life mp ks key type "
    "step para article reg route bus block zone group ward bay line sheet question task box annex "
    "paragraph option version draft chapter figure source visit session call text house number "
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july "
    "august september october november december spring summer autumn winter mon tue wed thu fri "
    "turn2us life360 f2f b2b "
    "plan film cd dvd hd wd co vit vitamin omega channel radio bbc ps xbox iphone ipad galaxy"
)


def _is_no_counted_word(match: Match) -> bool:
    value = match["v"].lower()
    return value.rstrip("0123456789") not in _NO_WORDS and value not in _NO_WORDS


_NO_WORDS: Final = frozenset(_NO_WORD.split())

ONLINE_OF_PEOPLE: Final[tuple[Rule, ...]] = (
    rule(
        "HANDLE",
        rf"(?:{either(PLATFORMS)}|tik ?tok)(?!\w){_NAMED}(?P<v>(?!(?:a|an|the|down|on|off|not|in|"
        r"his|her|my|their|our|your|from|with|and|private|deleted|gone|fake|unknown|none|n|yes|no|"
        r"full|set|public|blocked|still|now|called|name|account|messages?|photos?|known|being|it|"
        r"linked|used|under|as|is|was|to|where|what|all|also|only|just|monitored|taken|removed|who|"
        r"i|he|she|they|so|that|at|of|by|for|time|if)\b)"
        r"[^\W_][\w.-]{2,28}\w)(?!\w)",
        0.6,
        accept=_is_no_plain_word,
        at=PLATFORMS.split(),
    ),
    rule(
        "HANDLE",
        r"(?<![\w./@£-])(?P<v>[a-z]{3,}\d{1,4}[a-z]?[a-z\d]{0,10})(?![\w@/-]|\.\w)",
        0.55,
        accept=_is_no_counted_word,
        case=True,
        at=DIGITS,
    ),
    rule(
        "HANDLE",
        r"(?<![\w./@£-])(?P<v>(?:xX|XX|x_)\w{2,30}|[A-Z][a-z]{2,}(?:[A-Z0-9][a-z0-9]+){1,4}\d{1,4}"
        r"|[A-Z]?[a-z]{2,}\d[a-z]+\d*|[a-z]\d[a-z]{4,}\d*|(?=\w*[a-z]{2})"
        r"[A-Z][A-Za-z]{3,}\d{1,4})(?![\w@/-]|\.\w)",
        0.55,
        accept=_is_no_counted_word,
        case=True,
        at=DIGITS,
    ),
)
