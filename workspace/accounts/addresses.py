"""One person has one address: the one that stands on their row here.

allauth keeps rows of addresses of its own, makes them in passing, and believes them first: at
signing in, and when a link to a new password is asked for. One that somebody had before opens
nothing any more, whoever reads what is sent there now.
"""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models.signals import post_save
from django.dispatch import receiver

from .models import User


@receiver(post_save, sender=User)
def forget_the_others(instance: User, **_: Any) -> None:
    EmailAddress.objects.filter(user=instance).exclude(email__iexact=instance.email).delete()
