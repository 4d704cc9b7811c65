"""The administration's first page: what an administrator can do, by task and in plain words.

Only our own rows have pages. The raw rows of libraries (sites, groups, email addresses, second
factors, sessions) would be side doors, and mean nothing to whoever runs a council's Daylight.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from .administration import Administered, oversees

PEOPLE: Final = "People"
MODELS: Final = "What models may do"
KEEPING: Final = "Keeping and erasing"
RECORD: Final = "What happened"
SECTIONS: Final = (PEOPLE, MODELS, KEEPING, RECORD)

ELSEWHERE: Final = (
    (MODELS, 15, "Kill switches", "oversight:switches",
     "Stop one engine, one use, one team or everything, at once."),
    (RECORD, 10, "The record", "oversight:home",
     "Who did what, and when. Looking takes a reason, which is recorded too."),
)  # fmt: skip
"""Pages outside the administration: section, place, name, address, what it is for."""


class Administration(admin.AdminSite):
    site_header = site_title = "Daylight administration"
    index_title = "Administration"
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")

    def register(
        self,
        model_or_iterable: type[models.Model] | Iterable[type[models.Model]],
        admin_class: type[admin.ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        if admin_class is not None and issubclass(admin_class, Administered):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return oversees(request)

    def get_urls(self) -> list[Any]:
        """Without Django's way to any row of any table, which loads it to see where it leads."""
        found = super().get_urls()
        return [url for url in found if getattr(url, "name", "") != "view_on_site"]

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """There is one way to a new password: limited, recorded, and the same for everybody."""
        return HttpResponseRedirect(reverse("account_change_password"))

    password_change_done = password_change

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """Group every page by task instead of by package."""
        entries: dict[str, list[dict[str, Any]]] = {name: [] for name in SECTIONS}
        for model, page in self._registry.items():
            if isinstance(page, Administered) and page.has_view_permission(request):
                entries[page.section].append(self._entry(request, model, page))
        for section, place, name, address, about in ELSEWHERE:
            if where := _where(address):
                entries[section].append(_link(name, where, about, place))
        return [
            {
                "name": name,
                "app_label": name.lower().replace(" ", "-"),
                "app_url": reverse("admin:index"),
                "has_module_perms": True,
                "models": sorted(found, key=lambda entry: (entry["place"], entry["name"])),
            }
            for name, found in entries.items()
            if found
        ]

    def _entry(
        self, request: HttpRequest, model: type[models.Model], page: Administered[Any]
    ) -> dict[str, Any]:
        meta = model._meta
        base = f"admin:{meta.app_label}_{meta.model_name}"
        entry = _link(page.heading, reverse(f"{base}_changelist"), page.about, page.place)
        entry["waiting"] = page.waiting(request)
        if page.has_add_permission(request):
            entry |= {"add_url": reverse(f"{base}_add"), "add_words": page.add_words}
        return entry | {"object_name": meta.object_name, "model": model}

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> Any:
        return HttpResponseRedirect(reverse("admin:index"))


def _link(name: str, address: str, about: str, place: int) -> dict[str, Any]:
    return {
        "name": name, "object_name": name.replace(" ", ""), "admin_url": address, "about": about,
        "place": place, "add_url": None, "view_only": True, "perms": {},
    }  # fmt: skip


def _where(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
