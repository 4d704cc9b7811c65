"""Addresses of every British kind, written, typed and said; and roads that are nobody's."""

import pytest

from tests.workspace.privacy.detector.marked import SOMEBODY, left_open, things_in

ADDRESSES = """
lives at ⟦14 Larkspur Close⟧
Address: ⟦Flat 2/1, 88 Whinhill Road, Paisley⟧
at ⟦1/3, 240 Balgrayhill Drive⟧ now
of ⟦Flat 40, Marlowe Point, Salford Quays⟧, M50 2UW
home: ⟦Sunnybank, 5 Cemetery Road, Smethwick⟧
the neighbour at ⟦144⟧ rang again
next door at ⟦number 12⟧
lives at ⟦12 Oak⟧, she says
the house on ⟦Fenwick Parade⟧
seen on ⟦Shrewsbury Avenue⟧ at nine
c/o Mrs Rook, ⟦4 Tannery Row⟧
⟦Pitch 7, Fairways Caravan Park⟧, Rhyl
⟦Plot 12, Smithy Fen Site⟧
narrowboat ⟦Kittiwake⟧, moored for winter
⟦Room 14, Ivy Hostel⟧
⟦Room C14, Ashdown Halls⟧
⟦Tŷ Gwyn, Heol y Felin, Conwy⟧ LL32 7DB
⟦Burnside Cottage⟧ is damp
staying at ⟦Burnside Cottage⟧
living at ⟦Home Farm⟧ with his dad
⟦BFPO 58⟧
⟦PO Box 114⟧, Hull
twenty minutes to ⟦twenty two a station road⟧
she's at ⟦number forty four⟧ yeah
moved to ⟦forty two tannery street⟧ last week
the flat on ⟦stockwell park crescent⟧ is cold
⟦118A Holderness Parade, Hull⟧
⟦22 Belgrave Gate Close, Leicester⟧
LIVES AT ⟦9 TANNERS ROW, BOSTON⟧
SEEN ON ⟦LONDON ROAD⟧
⟦17b Canal Terrace⟧
⟦Apartment 1107, Salter Wharf⟧
⟦Flat D, 211 Cricklewood Broad Walk⟧
⟦The Old Rectory, Church Lane, Wingrave⟧
moved into ⟦Beechwood Court⟧ on Monday
⟦Unit 14, Kiln Foyer, Etruria Road, Stoke⟧
⟦Bryn Awel, Ffordd Penmynydd, Llangefni⟧
⟦eleven heol y felin⟧ is the address
⟦3 Heol y Castell⟧
⟦12 Rhodfa'r Môr⟧
Mum's address is ⟦61 Tilehurst Gardens⟧
off ⟦Mill Lane⟧, behind the shop
the corner of ⟦Watney Street⟧ and the park
⟦24 Crowcroft Rd⟧
Current address: ⟦c/o 9 Pelham Terrace, Deal⟧
Address: ⟦Rose Villa, Dunnock Bank⟧
last seen at ///⟦filled.count.soap⟧
phone pinged at ⟦51.50741, -0.12781⟧
flat above ⟦181a Pemberley Street⟧
berth at ⟦Swallow House, Unit 3, Hulton Mill Lane, Bolton⟧
⟦Top Flat, 8 Rowan Brae⟧
⟦Ground Floor Flat, 8 Rowan Street⟧
⟦Basement Flat, 31 Albany Terrace⟧
we r at ⟦3 fir tree cl⟧
⟦10-12 Dock Row⟧
""".strip().splitlines()

POSTCODES = """
⟦LS9 4TJ⟧
⟦ls94tj⟧
⟦M50 2UW⟧
⟦EC1A 1BB⟧
⟦se28  6hv⟧
⟦NP10 8XG⟧.
postcode ⟦BT12⟧
Postcode: ⟦G12 8QQ⟧
postcode is ⟦l s nine four t j⟧
it's ⟦n one seven eight t q⟧ i think
⟦b d three one q r⟧ is the postcode
⟦sierra echo one five three papa lima⟧
the postcode um is ⟦w two one d f⟧
⟦SW1A-1AA⟧
""".strip().splitlines()


@pytest.mark.parametrize("example", ADDRESSES + POSTCODES)
def test_an_address_is_hidden(example: str) -> None:
    assert left_open(example) == ""


NOBODYS = """
Send the form to the council's main office.
The road was closed and the street lights were out.
Three children crossed the road and walked 10 minutes down the lane.
A safe house, a family court and a contact centre.
The Town Hall and the Civic Centre are closed on Friday.
Look at page 4 in the middle of the road map.
It is a place of safety; the way forward is clear.
The House of Lords heard the appeal in the High Court.
Number 4 on the list is a close call.
There are 12 places and 3 rooms in the building.
In 2019 the drive to recruit 40 new carers began.
Go down the drive, along the path and in at the gate.
Room 4 is free at 10.
Use the back door of the hall.
Write the address in box 9, on one line.
The first terrace, the old mill and a village green.
Take the A1 and the M62.
The two ways of working are set out in part 2.
""".strip().splitlines()


@pytest.mark.parametrize("text", NOBODYS)
def test_roads_and_rooms_of_nobody_stay(text: str) -> None:
    assert things_in(text) == []


BESIDE_SOMEBODY = """
She ran down the road and up the high street.
They met at the contact centre and in the Family Court.
He was at home by 12.30 and at school by 1.
She goes to the big house on the other side of the street.
They moved in 2019 and again on 4 May.
She was placed in 3 homes.
He hid in the Wendy house.
The meeting is in room 4 of the town hall.
""".strip().splitlines()


@pytest.mark.parametrize("text", BESIDE_SOMEBODY)
def test_places_of_nobody_stay_where_somebody_is_spoken_of(text: str) -> None:
    assert things_in(SOMEBODY + text) == []
