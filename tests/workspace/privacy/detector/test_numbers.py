"""The numbers that the state, police, courts, banks and hospitals know people by."""

import pytest

from tests.workspace.privacy.detector.marked import SOMEBODY, left_open, things_in

IDENTITY = """
NHS number ⟦943 476 5919⟧
NHS No: ⟦9434765910⟧
NHS ⟦943-476-5919⟧
NHS: ⟦943.476.5919⟧
CHI ⟦0101154321⟧
nhs number is ⟦nine four three four seven six five nine one nine⟧
NI number ⟦QQ 12 34 56 C⟧
nino ⟦qq123456c⟧
National Insurance: ⟦QQ123456⟧
NI no. ⟦QQ 123456 C⟧
ni number ⟦q q one two three four five six c⟧
UPN: ⟦A123456789012⟧
upn ⟦H801200001234⟧
UPN ⟦A12345678901B⟧
ULN ⟦1234567890⟧
Passport no. ⟦123456789⟧
passport ⟦GB1234567⟧ expired
Polish passport ⟦EA 1234567⟧
travel document ⟦C1X2345678⟧
tazkira number ⟦1400-0912-33421⟧
birth certificate ⟦BCE 123456⟧
Licence ⟦MORGA657054SM9IJ⟧
driving licence no ⟦MORGA 657054 SM9IJ⟧
NI driving licence ⟦12345678⟧
BRP ⟦ZU1234567⟧
""".strip().splitlines()

VEHICLES = """
a blue van, ⟦ZZ51 ZZZ⟧
his car reg is ⟦zz51zzz⟧
⟦AB12CDE⟧
old car, ⟦Q123 ZZZ⟧
red Fiesta ⟦M456 OPQ⟧
a Land Rover ⟦ABC 123D⟧
NI plate ⟦AIZ 1234⟧
car ⟦BKZ 7741⟧
the plate was ⟦f d one three y g n⟧
reg ⟦foxtrot delta one three yankee golf november⟧
reg ends ⟦LUX⟧
partial plate ⟦FD13⟧
plate starting ⟦ab1⟧
VRM: ⟦KY18 XRT⟧
registration number ⟦ky18xrt⟧
his moped ⟦LK 19 ABC⟧
private plate ⟦K3 ZZA⟧
Polish van, plates ⟦WX 4471K⟧
silver Passat ⟦EO62 KFN⟧
fd13 ygn
""".strip().splitlines()

BANK = """
Sort code ⟦00-00-00⟧
sort code: ⟦00 00 00⟧
s/c ⟦403351⟧
Pay to: ⟦40-33-51⟧ a/c ⟦20097746⟧
Account number: ⟦12345678⟧
Acc no ⟦1234 5678⟧
a/c ⟦77120934⟧
acct ⟦12345678⟧ Barclays
mines is ⟦83-17-20⟧ ⟦00619447⟧
send it to ⟦23-09-04⟧ ⟦17755082⟧
Monzo ⟦04-00-04⟧ / ⟦31877260⟧
IBAN ⟦GB82 WEST 1234 5698 7654 32⟧
GB29NWBK60161331926819
card ⟦4111 1111 1111 1112⟧
card ending ⟦4471⟧
debit card ending in ⟦4471⟧
the last four digits are ⟦4471⟧
****4471
Roll number ⟦D/12345678-9⟧
CVV ⟦123⟧
sort code is ⟦four oh three three five one⟧
account number is ⟦one two three four five six seven eight⟧
paid into HSBC ⟦12-03-04⟧
""".strip().splitlines()

REFERENCES = """
LCS ⟦123456⟧
Mosaic ID ⟦88213⟧
Our case no. ⟦AB/1234-22⟧
Case number ⟦ZC21C00123⟧
⟦FD24P00123⟧
order ⟦BM23F00871⟧
CAD ⟦1234⟧ of today
ref ⟦CAD 4410/17JUL⟧
Crime reference ⟦42/12345/23⟧
crime number is ⟦24*318806⟧
crime number is ⟦five four two oh double one seven stroke two four⟧
log number ⟦nineteen eighty eight of the sixth⟧
LOG ⟦LINCS 31 OF 03/11⟧
log ⟦312 of 3 May⟧
exhibit ⟦TJB/1⟧
exhibits ⟦TJB/1⟧ and ⟦TJB/2⟧
PC ⟦4471⟧ Tranmer
collar number ⟦2217⟧
warrant no ⟦228104⟧
URN ⟦12AB3456724⟧
PNC ⟦13/445566T⟧
custody record ⟦YE/1234/24⟧
Home Office ref ⟦M1234567⟧
HO ref: ⟦Z4410937/2⟧
GWF ⟦071 553 294⟧
UAN ⟦3434-1234-5678-9012⟧
share code: ⟦W7K 3PX 9LM⟧
share code is ⟦W7K3PX9LM⟧
Port ref: ⟦KNT/7741905⟧
NASS ref ⟦21/03/12345⟧
EHCP ref ⟦EHC-20417⟧
SEN ref ⟦SEN/BAR/66120⟧
ref ⟦DLA 6620 91C⟧
PIP ref ⟦PIP-77120-D⟧
UC claim number ⟦4471 0092⟧
council tax account ⟦70012345⟧
tenancy ref ⟦HA/553027⟧
rent account no. ⟦1002934⟧
bid number ⟦LH0081562⟧
hospital no. ⟦RR8-4410927⟧
Hosp No: ⟦K0418822⟧
MRN ⟦0123456⟧
SWE ⟦SW48817⟧
HCPC ⟦PYL30117⟧
GMC ⟦7741906⟧
NMC PIN ⟦09I2271E⟧
DBS certificate ⟦001774093821⟧
interpreter ID ⟦60217⟧
prison no. ⟦A7719FK⟧
recorded delivery ⟦KV 5591 2047 3GB⟧
tracking ⟦KV559120473GB⟧
cab badge ⟦PHV 21093⟧
complaint (⟦CC-24-1183⟧)
please quote ⟦ST2-0095⟧
the number is ⟦r x four oh one double seven⟧
Log: ⟦0417-110324⟧
legal aid certificate ⟦0LA77310C⟧
Client no: ⟦20417⟧
Job no. ⟦FS-22816⟧
IMEI ⟦356938035643809⟧
""".strip().splitlines()


@pytest.mark.parametrize("example", IDENTITY + VEHICLES + BANK + REFERENCES)
def test_a_number_of_somebodys_is_hidden(example: str) -> None:
    assert left_open(example if "⟦" in example else f"it is ⟦{example}⟧ now") == ""


NOBODYS = """
Section 47, section 17(1), regulation 24 and Part 8 apply.
Registered charity no. 216401 and company number 02345678.
DfE-00128-2014 and DFE-00341-2014 are out of print.
[2024] EWFC 12 (B) and [2013] UKSC 33 are cited.
SI 2010/959 was amended by SI 2013/706.
ISBN 978-1-4731-0000-0
Use form C100, form FL401, N244, EX160 or P45.
In 2023/24 there were 83,840 looked-after children, up 2%.
The budget is £1,250,000, or £40.50 a night.
Attendance was 96.5% in Year 6; 31.2 kg, 120 cm, 500 mg, 37.5C.
GCSE, KS2, COVID-19, A4, B12, 24/7, 4x4, MP3, PS5, 50p, 10am.
ISO 9001, BS 5839, EN 71.
Open from 09:00-17:00, 10.30-11.15 and 9-5.
Phase 2 of 3; version 2.1; page 12 of 40; item 7.
Tables 1-4, figures 12 and 13, appendix B2.
The rate was 64 per 10,000 in 2019, 67 in 2021 and 70 in 2023.
Motion 12-03 was carried 14-2.
Keep the record for 75 years; reference books are on shelf 12.
The order of 12 items, the case of 3 boys, the file of 40 pages.
Take the 4471 bus? No: the 12.
""".strip().splitlines()


@pytest.mark.parametrize("text", NOBODYS)
def test_numbers_of_laws_and_figures_stay(text: str) -> None:
    assert things_in(text) == []


BESIDE_SOMEBODY = """
She had £1,250 and 40 cigarettes on 12/03/2024.
He scored 96.5% in Year 6 and weighs 31.2 kg.
Section 47 was begun at 10:30; see page 12 of 40.
She takes 500mg twice daily, and 2.5ml at night.
It is 12 miles on the A1234 and the M62.
In 2023/24 he missed 14 of 190 days.
She wrote form C100 and P45.
""".strip().splitlines()


@pytest.mark.parametrize("text", BESIDE_SOMEBODY)
def test_figures_stay_where_somebody_is_spoken_of(text: str) -> None:
    assert things_in(SOMEBODY + text) == []
