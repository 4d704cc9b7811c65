"""What the decision guard says to a practitioner, in words an administrator may change."""

from django.db import models


class GuardWording(models.Model):
    reason = models.SlugField(unique=True)
    """A value of `guard.Reason`."""
    title = models.CharField(max_length=120)
    explanation = models.TextField(help_text="Why Daylight does not decide this.")
    instead = models.TextField(
        help_text="The request that is offered instead. The practitioner's own words follow it."
    )

    class Meta:
        ordering = ("reason",)
        verbose_name = "guard wording"
        verbose_name_plural = "guard wording"

    def __str__(self) -> str:
        return self.title
