"""Words that support is compared without, and words that are taken for one another."""

from typing import Final

STOP: Final = frozenset(
    """
    a about after again all also although am an and any are as at be because been before being
    both but by can could did do does doing done during each for from further had has have having
    he her hers herself him himself his how however i if in into is it its itself just may me might
    more most must my of off on once only or other our out over own s same she should since so
    some such than that the their theirs them themselves then there therefore these they this those
    through to too under until up very was we were what when where which while who whom why will
    with would you your
    according account added describe described explain explained mention mentioned note noted
    recorded records report reported reports said say saying says state stated states told tells
    tell document documents paragraph source one
    """.split()
)
"""Words without meaning of their own, and words that only say who said it."""

PRONOUNS: Final = frozenset("he she they him her them his hers their theirs i my me we us".split())

NEGATORS: Final = frozenset(
    """
    no not never none nobody nothing neither nor without cannot denied denies deny refused refuses
    refuse declined declines unable failed fails lacks lacking lack absent hardly
    """.split()
)

_UNITS: Final = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_TENS: Final = "thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS: Final = (
    {word: str(number) for number, word in enumerate(_UNITS, 2)}
    | {word: str(number) for number, word in zip(range(30, 100, 10), _TENS, strict=True)}
    | {"twice": "2"}
)

IRREGULAR: Final = dict(
    pair.split(":")
    for pair in """
    went:go gone:go goes:go came:come took:take taken:take gave:give given:give saw:see seen:see
    slept:sleep asleep:sleep felt:feel left:leave kept:keep made:make got:get gets:get ate:eat
    eaten:eat spoke:speak spoken:speak thought:think knew:know known:know met:meet held:hold
    brought:bring bought:buy found:find hurt:hurt hit:hit ran:run began:begin begun:begin
    children:child kids:child kid:child women:woman men:man wrote:write written:write fell:fall
    broke:break broken:break wore:wear lost:lose paid:pay sent:send showed:show shown:show
    heard:hear stood:stand woke:wake drank:drink drunk:drink drove:drive forgot:forget hid:hide
    threw:throw understood:understand worse:bad better:good became:become lay:lie died:death
    worried:worry concerned:worry concern:worry concerns:worry worries:worry anxious:worry
    """.split()
)

ALIKE: Final = {
    other: first
    for first, *others in (
        line.split()
        for line in """
        mother mum mam mummy
        father dad daddy
        phon call telephon ring rang
        start begin commenc
        finish end stop
        help support assist
        hom hous flat
        doctor gp
        injury injur hurt
        frighten scar afraid fear
        happy pleas glad
        sad upset distress
        fight argu argument row
        clean tidy
        dirty unclean
        attend attendanc present
        lat latenes
        ill unwell sick poorly
        dinner tea
        bruis bruising mark
        sister sibl brother
        reply answer respond
        collect pick fetch
        buy purchas
        big larg
        money cash
        """.strip().splitlines()
    )
    for other in others
}
"""Stems: whichever stands on the right is read as the one on the left."""
