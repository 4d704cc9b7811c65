"""Cases, for an administrator: reference and team, never the people in them."""

from django.contrib import admin

from workspace.accounts.administration import Administered
from workspace.accounts.fresh import FreshToChange
from workspace.accounts.site import PEOPLE

from .models import Case


@admin.register(Case)
class CaseAdmin(FreshToChange, Administered[Case]):
    section, place = PEOPLE, 40
    about = "Which team has which case. Who is in a case, and what is in it, is not shown here."
    list_display = ("reference", "team", "created")
    list_filter = ("team",)
    list_select_related = ("team",)
    search_fields = ("reference",)
    fields = ("reference", "team")
    may_add = False  # opening a case makes its vault: that is a practitioner's act
