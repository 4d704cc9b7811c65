"""`manage.py evaluate_translation`: score one direction on a test set, and write its tier."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workspace.translation import evaluating, translating
from workspace.translation.evaluating import BadTestSet, CannotEvaluate
from workspace.translation.models import Pack
from workspace.translation.translating import NoEngine


class Command(BaseCommand):
    help = (
        "Translate a test set of your own, compare it with a person's translations (chrF, BLEU), "
        "count what the checks flag, and write down the tier of this direction. Without a tier a "
        "direction is not used live."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="FROM", help="A language code, such as en.")
        parser.add_argument("target", metavar="TO")
        parser.add_argument(
            "test_set", metavar="TESTSET", type=Path,
            help="A .tsv, .csv or .jsonl file of sentences and their translations.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        source, target = options["source"], options["target"]
        packs = Pack.objects.path(source, target)
        if not packs:
            raise CommandError(f"No pack in use leads from {source} to {target}.")
        try:
            test_set = evaluating.read_test_set(options["test_set"])
            scores = evaluating.evaluate(
                source, target, test_set, translate=translating.translate_plain
            )
        except (BadTestSet, CannotEvaluate, NoEngine) as error:
            raise CommandError(str(error)) from error
        row = evaluating.save(source, target, scores, test_set=test_set.name, packs=packs, by=None)
        through = " through English" if len(packs) > 1 else ""
        self.stdout.write(f"{row}{through}: {', '.join(map(str, packs))}")
        self.stdout.write(f"{scores.sentences} sentences of {test_set.name}")
        self.stdout.write(f"chrF {scores.chrf:.1f}   BLEU {scores.bleu:.1f}")
        self.stdout.write(f"flagged {100 * scores.flagged:.1f} %")
        self.stdout.write(f"Tier: {row.get_tier_display()}")
        if scores.sentences < evaluating.ENOUGH:
            self.stdout.write(f"A tier takes a test set of {evaluating.ENOUGH} sentences or more.")
