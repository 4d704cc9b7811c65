"""`{% kept "chat.conversation" chat.pk %}`: how long something is kept, in a few words."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone

from .. import retention

register = template.Library()


@register.inclusion_tag("components/kept.html")
def kept(object_type: str, pk: Any) -> dict[str, Any]:
    return {"kept": retention.kept((object_type, str(pk)))}


@register.filter
def in_words(until: datetime) -> str:
    """Return the day something goes: what is due already goes the next night."""
    today = timezone.localdate()
    day = max(timezone.localtime(until).date(), today)
    if day == today:
        return "tonight"
    return f"on {day:%-d %B}" + (f" {day:%Y}" if day.year != today.year else "")
