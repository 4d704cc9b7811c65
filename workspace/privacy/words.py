"""Words that are names and ordinary words too, letters that are nobody's initials, and towns.

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

TOWNS: Final = frozenset(
    """
    aberdeen aberystwyth accrington aldershot altrincham andover ashford ashton aylesbury banbury
    bangor barking barnet barnsley barnstaple barrow barry basildon basingstoke bath batley
    bedford belfast bexley birkenhead birmingham blackburn blackpool bolton bootle boston
    bournemouth bracknell bradford braintree brent brentwood bridgend bridgwater brighton bristol
    brixton bromley burnley burton bury caerphilly camborne cambridge camden cannock canterbury
    cardiff carlisle carmarthen chatham chelmsford cheltenham chester chesterfield chichester
    chippenham chorley clacton cleethorpes colchester consett corby coventry crawley crewe croydon
    cumbernauld cwmbran dagenham darlington dartford derby derry dewsbury doncaster dorchester
    dover dudley dumfries dundee dunfermline durham ealing eastbourne eastleigh edinburgh
    ellesmere enfield epsom exeter falkirk falmouth fareham farnborough felixstowe fleetwood
    folkestone gateshead gillingham glasgow glossop gloucester gosport grantham gravesend
    greenwich grimsby guildford hackney halesowen halifax hamilton haringey harlow harrogate
    harrow hartlepool hastings havering hereford hertford hillingdon hinckley hitchin horsham
    hounslow huddersfield hull huntingdon huyton hyde ilford ilkeston inverness ipswich islington
    keighley kendal kettering kidderminster kilmarnock kirkby kirkcaldy lambeth lancaster
    leamington leeds leicester leigh letchworth lewisham leyland lichfield lincoln lisburn
    liverpool livingston llandudno llanelli london loughborough lowestoft luton macclesfield
    maidenhead maidstone manchester mansfield margate merton middlesbrough middleton morecambe
    morley motherwell neath newbury newcastle newham newport newquay newry northampton northwich
    norwich nottingham nuneaton oldbury oldham oswestry oxford paignton paisley penzance perth
    peterborough plymouth pontefract pontypridd poole portsmouth preston prestwich ramsgate
    rawtenstall rayleigh reading redbridge redcar redditch redhill redruth rhondda rhyl rochdale
    rochester romford rotherham rugby runcorn salford salisbury sandwell scarborough scunthorpe
    sheffield shrewsbury sittingbourne skegness skelmersdale slough smethwick solihull southall
    southampton southend southport southwark stafford staines stevenage stirling stockport
    stockton stoke stourbridge stratford stretford stroud sunderland sutton swansea swindon
    tamworth taunton telford torquay tottenham trowbridge truro tunbridge urmston wakefield
    wallasey walsall walthamstow wandsworth warrington warwick watford wellingborough wembley
    westminster weymouth whitby whitehaven widnes wigan winchester windsor woking wokingham
    wolverhampton woolwich worcester workington worksop worthing wrexham yarmouth yeovil york
    """.split()
) | {
    "ashby de la zouch", "bishop auckland", "bognor regis", "burton on trent", "burton upon trent",
    "bury st edmunds", "east kilbride", "great yarmouth", "hemel hempstead", "high wycombe",
    "king s lynn", "leamington spa", "leighton buzzard", "merthyr tydfil", "milton keynes",
    "newcastle under lyme", "newcastle upon tyne", "newton abbot", "newton aycliffe",
    "south shields", "st albans", "st austell", "st helens", "stoke on trent", "sutton coldfield",
    "tower hamlets", "tunbridge wells", "welwyn garden city", "west bromwich", "weston super mare",
}  # fmt: skip
"""Larger towns of the United Kingdom: a school that is called after one is not meant by it."""
