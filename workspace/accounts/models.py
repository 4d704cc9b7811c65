"""Who someone is: a person with one role, in any number of teams."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils import timezone


class Role(models.TextChoices):
    PRACTITIONER = "practitioner", "Practitioner"
    MANAGER = "manager", "Manager"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


OVERSEERS = (Role.AUDITOR, Role.ADMINISTRATOR)
"""Who may open the administration: an administrator to change it, an auditor to read it."""


class Team(models.Model):
    name = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["User"]):
    """Makes users by email address; there are no usernames."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("A person needs an email address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make the first administrator. There is no power beyond that role."""
        return self.create_user(email, password, **fields | {"role": Role.ADMINISTRATOR})


class User(AbstractUser):
    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role, default=Role.PRACTITIONER)
    teams = models.ManyToManyField(Team, blank=True, related_name="people")
    left = models.DateTimeField(null=True, blank=True, editable=False)
    """When they left; their work went to a manager."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[People] = People()  # type: ignore[assignment]

    class Meta:
        ordering = ("name",)
        verbose_name = "person"
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Let the role alone decide: Django's own marks of power only ever follow it."""
        self.is_staff, self.is_superuser = self.role in OVERSEERS, False
        if update_fields is not None:
            update_fields = {*update_fields, "is_staff", "is_superuser"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self) -> None:
        """One address is one person, however it is written."""
        super().clean()
        self.email = self.email.strip().lower()

    @property
    def is_administrator(self) -> bool:
        return self.is_active and self.role == Role.ADMINISTRATOR

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.email


class Invitations(models.QuerySet["Invitation"]):
    def open(self) -> "Invitations":
        """Those whose link still works."""
        return self.filter(accepted=None, withdrawn=None, expires__gt=timezone.now())


class Invitation(models.Model):
    """A place kept for one person until they take it, with a link that works once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role, default=Role.PRACTITIONER)
    teams = models.ManyToManyField(Team, blank=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    """SHA-256 of the secret in the link, which itself is kept nowhere."""
    by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    sent = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, editable=False)
    withdrawn = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = Invitations.as_manager()

    class Meta:
        ordering = ("-sent",)

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        if self.accepted:
            return "Accepted"
        if self.withdrawn:
            return "Withdrawn"
        return "Waiting" if self.expires > timezone.now() else "Expired"
