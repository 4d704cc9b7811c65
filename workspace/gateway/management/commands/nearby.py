"""`manage.py nearby`: offer a model server that runs on this machine already."""

from typing import Any

from django.core.management.base import BaseCommand

from workspace.gateway.nearby import look, offer


class Command(BaseCommand):
    help = (
        "Look for an OpenAI-compatible model server on this machine's usual ports and add it to "
        "the engines, switched off."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        any_found = False
        for found in look():
            any_found = True
            engine, _ = offer(found)
            state = "in use" if engine.enabled else "switched off"
            self.stdout.write(
                f"A model server answers at {found.address} ({found.usual}'s usual port) with "
                f"{found.models[0]}. It is {state}: an administrator decides at "
                f"/admin/gateway/engine/{engine.pk}/change/"
            )
        if not any_found:
            self.stdout.write(
                "No language model: none answers on this machine's usual ports, so the built-in "
                "assistant answers. It quotes the attached documents and writes no prose."
            )
        self.stdout.write(
            "Names are found by Daylight's own small model, trained on invented notes: a "
            "demonstration model, which misses names. docs/models.md says how good it is."
        )
