"""A fictional council, two fictional families and a prompt library: data only, no Django.

Everybody here is invented. Telephone numbers come from Ofcom's ranges for drama, NHS numbers
from the 999 test range, national insurance numbers begin with QQ, addresses end in LK (which
is no postcode area) and every domain is under `.example`.
"""
