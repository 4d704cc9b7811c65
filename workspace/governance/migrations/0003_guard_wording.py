"""Puts in what the guard says, so that an administrator finds it and may change it."""

from django.db import migrations


def put_in(apps, schema_editor):
    from workspace.governance.guard.wording import WORDING

    row = apps.get_model("governance", "GuardWording")
    for reason, said in WORDING.items():
        row.objects.get_or_create(
            reason=reason.value,
            defaults={
                "title": said.title, "explanation": said.explanation, "instead": said.instead,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("governance", "0002_append_only")]
    operations = [migrations.RunPython(put_in, migrations.RunPython.noop)]
