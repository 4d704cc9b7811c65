"""`manage.py packs`: list, install, pin, remove and verify translation packs."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from workspace.translation.models import Direction, Pack
from workspace.translation.packs import bundled, index, installing, pins, verifying
from workspace.translation.packs.coverage import uncovered
from workspace.translation.packs.problems import CannotChange, CannotInstall, NotPinned
from workspace.translation.packs.unpacking import peek, sha256_of


class Command(BaseCommand):
    help = "Translation packs: list them, install, pin, remove and verify them."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("list", help="What is installed, and what families speak without a pack.")
        install = acts.add_parser("install", help="From the index by name, or from a file.")
        install.add_argument("packs", nargs="+", metavar="NAME|FILE", help="Such as en_ar.")
        install.add_argument(
            "--accept-unpinned", action="store_true",
            help="Install a file that is on no list of trusted files. This is recorded.",
        )  # fmt: skip
        pin = acts.add_parser("pin", help="Trust this very file from now on.")
        pin.add_argument("files", nargs="+", type=Path, metavar="FILE")
        remove = acts.add_parser("remove", help="Delete packs that were installed.")
        remove.add_argument("names", nargs="+", metavar="NAME")
        acts.add_parser("settle", help="Take in the packs that came with Daylight.")
        acts.add_parser("verify", help="Compare every file with what was installed.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['act']}")(options)
        except NotPinned as error:
            raise CommandError(f"{error}\nTo go on all the same: --accept-unpinned") from error
        except (CannotInstall, CannotChange) as error:
            raise CommandError(str(error)) from error

    def _list(self, options: dict[str, Any]) -> None:
        for line in _listed():
            self.stdout.write(line)

    def _settle(self, options: dict[str, Any]) -> None:
        for trouble in bundled.settle():
            self.stdout.write(trouble)

    def _install(self, options: dict[str, Any]) -> None:
        accept = options["accept_unpinned"]
        for said in options["packs"]:
            path = Path(said)
            if index.NAME.fullmatch(said) and not path.exists():
                offered = index.find(said)
                self.stdout.write(f"Fetching {offered.name} {offered.version}")
                pack = installing.install_offered(
                    offered, by=None, progress=self._progress(), accept_unpinned=accept
                )
            else:
                pack = installing.install_file(path, by=None, accept_unpinned=accept)
            trust = "pinned" if pack.pinned else "not pinned: accepted by you, and recorded"
            self.stdout.write(f"Installed: {pack} ({filesizeformat(pack.size)}, {trust})")

    def _progress(self) -> Callable[[int, int | None], None]:
        """Say every tenth of the way where it is known how far that is, else every 16 MB."""
        told = 0

        def progress(got: int, size: int | None) -> None:
            nonlocal told
            now = got * 10 // size if size else got // 2**24
            if now > told:
                told = now
                of = f" of {filesizeformat(size)}" if size else ""
                self.stdout.write(f"  {filesizeformat(got)}{of}")

        return progress

    def _pin(self, options: dict[str, Any]) -> None:
        for path in options["files"]:
            row = pins.pin(metadata=peek(path), sha256=sha256_of(path), by=None)
            self.stdout.write(f"Pinned: {row}\n  {row.sha256}")

    def _remove(self, options: dict[str, Any]) -> None:
        for name in options["names"]:
            source, _, target = name.partition("_")
            rows = Pack.objects.filter(source=source, target=target).order_by("enabled")
            found = sorted(rows, key=lambda pack: pack.is_bundled)
            if not found:
                raise CommandError(f"No pack called {name} is installed.")
            installing.remove(found[0], by=None)
            self.stdout.write(f"Removed: {found[0]}")

    def _verify(self, options: dict[str, Any]) -> None:
        found = verifying.verify(by=None)
        if found:
            told = "\n".join(map(str, found))
            raise CommandError(f"{told}\nRemove what you do not trust, and install it again.")
        count = Pack.objects.count()
        self.stdout.write(f"{count} pack{'' if count == 1 else 's'}: every byte as installed.")


def _listed() -> Iterator[str]:
    tiers = {(row.source, row.target): row for row in Direction.objects.all()}
    packs = list(Pack.objects.all())
    for pack in packs:
        row = tiers.get((pack.source, pack.target))
        tier = Direction.Tier(row.current_tier if row else Direction.Tier.NONE)
        told = [
            pack.name, str(pack), filesizeformat(pack.size).replace("\xa0", " "),
            f"licence: {pack.licence or 'not stated'}", f"tier: {tier.label}",
            pack.get_origin_display() + ("" if pack.pinned else ", not pinned"),
            *(["demonstration: everyday phrases only"] if pack.demonstration else []),
            *([] if pack.enabled else ["off"]),
        ]  # fmt: skip
        yield "; ".join(told)
    if not packs:
        yield "No pack is installed."
    yield "\nLanguages that families speak and no pack covers:"
    for gap in uncovered():
        yield f"  {gap.language.name} ({gap.language.code}): {gap.missing}. {gap.instead}"
