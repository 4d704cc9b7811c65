"""Telephone numbers, e-mail and web addresses, and names in games, written and said."""

import pytest

from tests.workspace.privacy.detector.marked import SOMEBODY, left_open, things_in

CONTACT = """
07700 900123
07700900123
07700-900-123
+44 7700 900123
+44 (0)7700 900 123
0044 7700 900123
(0161) 496 0123
0161 4960123
Tel: ⟦496 0123⟧
ext ⟦4471⟧
7700 900123
oh seven seven double oh nine hundred one two three
zero seven seven zero zero um nine zero zero one two three
kofi@mail.example
kofi.o'dowd+home@mail.example.org
KOFI@EXAMPLE.ORG
kofi (at) example (dot) org
kofi[at]example.org
kofi dot mensah at example dot org
⟦head at haven academy dot example dot org⟧
k underscore mensah at example dot co dot uk
email is ⟦kofi at example.org⟧
https://pics.example/u/44?x=1
www.example.org/people/kofi
missingatsea.example.org/post/8812
facebook.com/kofi.mensah.9
example.org
www dot kofi dot com
@sk8r.boi99
@oonagh-tredwell-resettles
lil_kez09
xX_wolf_Xx
her snapchat is ⟦lil.kez09⟧
insta: ⟦mollydoll⟧
his snap is ⟦mudi_alx7⟧
his snapchat is ⟦lib4n underscore e1⟧
lib4n underscore e1
TikTok username ⟦kezzabae⟧
Discord ⟦wolfie#4471⟧
on Discord as ⟦amberwolf.lt⟧
gamertag ⟦NightOwl77⟧
Roblox name: ⟦kezplays2012⟧
u/kez_throwaway
PSN id ⟦kezman⟧
steam: ⟦bigkez⟧
playing as ⟦kezza2k9⟧
""".strip().splitlines()


@pytest.mark.parametrize("example", CONTACT)
def test_a_way_to_reach_somebody_is_hidden(example: str) -> None:
    assert left_open(example if "⟦" in example else f"it is ⟦{example}⟧ now") == ""


NOBODYS = """
Call 999 in an emergency or 101 if it can wait; NHS 111 is open all night.
Childline is on 0800 1111 and the NSPCC on 0808 800 5000.
The switchboard is 0300 123 4567.
See www.gov.uk/guidance and https://www.legislation.gov.uk/ukpga/1989/41.
More at nspcc.org.uk and on the nhs.uk website.
Follow the policy on Facebook, Instagram and TikTok.
Snapchat is not for children under 13.
One two three, go.
Look at the dot at the end of the line.
Point at the picture and dash back.
The ratio is 1 to 8 and the score 4 to 3.
Use of Discord, Roblox and Xbox is discussed.
Between 2019 and 2023 the figure was 104,300.
i.e. this, e.g. that, etc.
The file is called report.docx or data.csv.
An account is needed; the user name is your choice.
""".strip().splitlines()


@pytest.mark.parametrize("text", NOBODYS)
def test_what_belongs_to_nobody_stays(text: str) -> None:
    assert things_in(text) == []


BESIDE_SOMEBODY = """
She is on Instagram all night. Her insta is down.
Mum checks his phone. The account is private.
He plays Roblox and Fortnite.
She counted one two three.
""".strip().splitlines()


@pytest.mark.parametrize("text", BESIDE_SOMEBODY)
def test_talk_of_the_internet_stays_where_somebody_is_spoken_of(text: str) -> None:
    assert things_in(SOMEBODY + text) == []
