"""Does a sentence of a model's answer decide about a person?

What a document says, with its source, what somebody is said to have decided, the law, and lists
of what speaks for and against are no verdicts of the model's.
"""

import re
from typing import Final

from .lexicon import KINDS_OF
from .reading import sentences
from .verdict import Reason, Verdict
from .verdicts import VERDICTS

_SOURCE: Final = re.compile(r"[(\[]\s*(?:see\s+)?D\d{1,3}\b[^)\]]{0,60}[)\]]", re.I)
_VERBS: Final = (
    r"(?:said|says|stated?s?|states|told|reported|reports|recorded|records|wrote|writes|decided|"
    r"agreed|recommended|recommends|concluded|concludes|noted|notes|considered|considers|thought|"
    r"thinks|believed|believes|felt|feels|found|ruled|ordered|assessed|graded|rated|scored|gave|"
    r"described|describes|alleged|alleges|denied|denies|disputed|disputes|claimed|claims|argued|"
    r"argues|asked|explained|mentions|mentioned|views|viewed|suggested|advised|maintains|accepts)"
)
_OF_OTHERS: Final = re.compile(
    rf"\baccording to\b|\bin the (?:view|opinion|words) of\b|\bas (?:recorded|stated|noted|agreed|"
    rf"decided|reported|set out|described)\b|\b(?:was|were|is|are|been)\s+(?:recorded|described|"
    rf"reported|assessed|graded|rated|noted|quoted|decided|agreed|ordered|said|considered)\b"
    rf"(?!.{{0,12}}\b(?:by (?:me|us)|here)\b)|\b(?!(?:i|we|evidence|this|it|that|which)\s)[\w\]’']+"
    rf"\s+(?:\w+ly\s+|also\s+|has\s+|have\s+|had\s+|then\s+)*{_VERBS}\b|\breported(?:ly)?\b|"
    rf"\balleged(?:ly)?\b",
    re.I,
)
_OWN: Final = re.compile(
    r"\b(?:in my (?:view|opinion|judgement|assessment)|my (?:view|opinion|assessment|verdict|"
    r"recommendation|conclusion|decision) (?:is|would be)|i (?:would|['’]d|recommend|conclude|"
    r"believe|think|consider|decide|rate|advise))\b",
    re.I,
)
_NOT_SETTLED: Final = re.compile(
    r"\b(?:if|whether|when|where|unless|until|before|evidence (?:for|against|that)|for and against|"
    r"points? (?:for|against|towards|away)|towards|argu\w+ (?:for|against|that)|in favour of|to "
    r"(?:decide|judge|assess|consider|show|establish)|suggest\w* asking|question|in general|any|"
    r"means?|defined as|does not say|do not say|nothing (?:says|shows)|cannot (?:say|decide)|"
    r"can['’]t (?:say|decide)|for you to|not for me)\b[^.;]*$",
    re.I,
)
_GENERAL: Final = re.compile(
    r"^\W*(?:under|in (?:law|general|england)|a|an|any|where|if|when|the (?:act|law|guidance|court "
    r"(?:must|may|will consider)))\b(?!\s*\[)",
    re.I,
)
_QUOTED: Final = re.compile(r"“[^”]{0,600}”|\"[^\"]{0,600}\"|‘[^’]{0,600}’(?!\w)")
_DRESSING: Final = re.compile(r"[*_`#>]+(?![A-Z0-9]{3}\])")
_TOLD: Final = re.compile(
    r"\b(?:my|our|manager|court|judge|panel|conference|iro|chair|legal)(?:['’]s)?\b.{0,40}\b(?:"
    r"decision|decided|view|recommendation|recommended|conclusion|concluded|rating|ruled|agreed|position|"
    r"reasoning|analysis|judgement)\b|\b(?:i|we)(?:['’]ve| have)? (?:\w+ )?(?:decided|concluded|"
    r"rated|agreed|recommended|consider|scored)\b|\bas agreed\b|\bdecision was\b|\bnotes\b",
    re.I,
)


def judge_answer(text: str, *, told: frozenset[Reason] = frozenset()) -> Verdict:
    """Judge one or more whole sentences that a model wrote.

    `told` are the kinds of decision that the person has said are taken: a draft may state those.
    """
    plain = _QUOTED.sub("“…”", _undressed(text))
    for line in re.split(r"\n+|(?<=[.?!])\s+(?=[^\s(]|\((?!D\d))", plain):
        if reason := _decides(line, told):
            return Verdict(reason)
    return Verdict()


def _undressed(text: str) -> str:
    """Take markdown's dressing off, and leave placeholders whole."""
    return re.sub(r"\[([A-Z]+)\\?_", r"[\1_", _DRESSING.sub("", text.replace("_", "\x1f"))
                  .replace("\x1f", "_"))  # fmt: skip


def _decides(line: str, told: frozenset[Reason]) -> Reason | None:
    if line.rstrip().endswith("?"):
        return None
    reported = bool(_SOURCE.search(line) or _OF_OTHERS.search(line)) and not _OWN.search(line)
    if reported:
        return None
    for reason, said in VERDICTS:
        found = said.search(line)
        if not found or reason in told or _NOT_SETTLED.search(line[: found.start()]):
            continue
        if not (_GENERAL.match(line) and "[" not in line and " would " not in line):
            return reason
    return None


def told_in(request: str) -> frozenset[Reason]:
    """The kinds of decision that a request says somebody has taken already."""
    return frozenset(
        Reason(kind)
        for sentence in sentences(request)
        if _TOLD.search(sentence.text)
        for word in sentence.words
        for kind in KINDS_OF.get(word, ())
    )
