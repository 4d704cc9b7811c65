"""Words that are names and ordinary words too, and letters that are not somebody's initials.

A name in `ALSO_WORDS` is taken for a known person only when it is written with a capital.
"""

from typing import Final

ALSO_WORDS: Final = frozenset(
    """
    ace angel april art august autumn basil bay bear beck bee bell bill bird bishop black bond
    booth bow boy brook brooks brown bush butler cash chance chase christian church clay cliff
    cole colt comfort cook cooper cross dale dawn day dean deacon dean destiny diamond drew duke
    earl eden faith fern field fields finn fisher flint ford forest foster fox francis frank free
    gay gene gift glen glory goodness gordon grace grant gray green guy hall hand harmony harper
    hazel heath heaven hill holly honey honour hope hunter iris ivy jack jade jasmine jay jewel
    john josh joy judge june justice kit king kitty knight lake lance lane lark law lee lily love
    lucky marina mark marsh mason may melody mercy miles miller mills moss myrtle noble north olive
    olivia page paige paris park parker patience pearl peace peg penny pepper piper pitt poppy
    porter potter precious price prince princess prosper queen rain ray read reed reign rich river
    rob robin rock rod roman rose rosemary ruby rush rusty sage sally scarlet shade shaw shepherd
    sharp short sky smith snow sparrow spencer spring star stone storm strong summer sunny tailor
    taylor temple terry thorn troy trinity turner urban victor violet walker wall ward waters
    weaver web wells west white will willow wills winter wise wood woods young
    ali an ana bo can do eve he ho hung la le lo long man mo my ng no nor sam she so song su to
    tu un van vu wan we ye yes you yu said aye any his her was the and for not has had see saw
    """.split()
)

NEVER_ALONE: Final = frozenset(
    """
    the and was were is are be been in on at of for with from by or if not no has had have his her
    hers you your this that these those it its use used to as but than then there they them who
    """.split()
)
"""Words that never stand for a person, whatever name a model once took them for a part of."""

NOT_INITIALS: Final = frozenset(
    """
    AA AB AC AD AE AF AI AM AS AT BA BB BE BY CA CC CD CE CF CP CV DA DC DD DO DR DV EA ED EH EP
    ES EU FC FE FH FT GB GO GP HA HE HQ HR HV ID IE IF IN IQ IS IT LA LP LS ME MH MP MR MS MY NI
    NO NR OF OH OK ON OR OT PA PC PE PM PO PR PS QA RE SA SE SG SI SO SS ST SW TA TO TV UK UN UP
    US VC WE WC YP YR ICO IRO CIN CPP NHS PHE SEN SGO CAO EPO ICP PLO TAF FGC
    """.split()
)

PARTICLES: Final = frozenset(
    """
    al el bin bint ibn abu umm ben bat de da do dos das del della di du la le van von der den ter
    ten mac mc ap ab ferch o san st saint e y i and na ka ur mr mrs ms miss dr sir
    """.split()
)
