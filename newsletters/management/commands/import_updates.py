from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from newsletters.actions.bringing_in import (
    Brought,
    CannotBringIn,
    MediaFolder,
    bring_in,
    bring_in_media,
    check,
)
from newsletters.importing import Note, ParsedFile, ParsedUpdate, UnreadableFile, read_file

HELP = """Bring in Updates of the old site: saved page text, HTML, or a WordPress export (WXR).

Every file is read first; if one cannot be, nothing is changed. The same file a second time changes nothing.
"""


class Command(BaseCommand):
    help = HELP

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--draft", action="store_true", help="leave them as drafts instead of publishing")
        parser.add_argument("--media", metavar="DIR", help="the old site's uploads, to put into the library")
        parser.add_argument("--replace", action="store_true", help="also replace Updates edited here since")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be brought in")

    def handle(self, files, **options):
        folder = self.folder(options["media"])
        read = self.read_all(files, options["replace"])
        for file in read:
            with transaction.atomic():
                brought = [] if options["dry_run"] else self.bring_in(file, folder, options)
            self.report(file, brought, options["verbosity"])

    def folder(self, path: str | None) -> MediaFolder | None:
        if path and not Path(path).is_dir():
            raise CommandError(f"There is no folder {path}.")
        return MediaFolder(Path(path)) if path else None

    def read_all(self, names: list[str], replace: bool) -> list[ParsedFile]:
        """Every file, read and checked; if any is no good, the sentences that say why, and no more."""
        files, wrong, numbers = [], [], {}
        for name in names:
            try:
                files.append(read_file(Path(name).read_bytes(), name))
            except UnreadableFile as error:
                wrong.append(str(error))
            except OSError as error:
                wrong.append(f"{name} could not be opened: {error.strerror}.")
        for file in files:
            wrong += [f"{file.name}: {why}" for why in self.sort_out(file, numbers, replace)]
        if wrong:
            raise CommandError("\n".join([*wrong, "Nothing was changed."]))
        return files

    def sort_out(self, file: ParsedFile, numbers: dict, replace: bool) -> list[str]:
        """Why a file is no good. Of an export with many Updates, those that are no good are left out."""
        troubles = [(update, self.trouble(update, file, numbers, replace)) for update in file.updates]
        wrong = [(update, why) for update, why in troubles if why]
        if len(wrong) == len(file.updates):
            return [why for _, why in wrong]
        for update, why in wrong:
            file.updates.remove(update)
            file.notes.append(Note(0, f"Update No {update.number}", why.rstrip(".")))
        return []

    def trouble(self, update: ParsedUpdate, file: ParsedFile, numbers: dict, replace: bool) -> str:
        try:
            check(update, replace_edited=replace)
        except CannotBringIn as error:
            return str(error)
        if update.number in numbers:
            return f"Update No {update.number} is in {numbers[update.number]} too."
        numbers[update.number] = file.name
        return ""

    def bring_in(self, file: ParsedFile, folder: MediaFolder | None, options) -> list[Brought]:
        at_hand = [one for update in file.updates for one in update.media if folder and folder.find(one.url)]
        links, remarks = bring_in_media([*file.media, *at_hand], folder=folder, by=None)
        for remark in remarks:
            self.stdout.write(f"{file.name}: {remark}")
        return [
            bring_in(
                parsed=update,
                by=None,
                as_draft=options["draft"],
                replace_edited=options["replace"],
                links=links,
            )
            for update in sorted(file.updates, key=lambda update: update.date)
        ]

    def report(self, file: ParsedFile, brought: list[Brought], verbosity: int) -> None:
        done = {one.update.number: one for one in brought}
        for update in file.updates:
            self.report_update(file, update, done.get(update.number), verbosity)
        for note in file.notes:
            where = f"line {note.line}: " if note.line else ""
            self.stdout.write(f"  {where}“{_short(note.text)}” left out: {note.why}.")

    def report_update(self, file: ParsedFile, update: ParsedUpdate, brought: Brought | None, verbosity: int):
        self.stdout.write(f"{file.name}: {_summary(update)}: {_outcome(brought)}.")
        if verbosity > 1:
            for place in update.placed:
                self.stdout.write(f"  line {place.line} → {place.field}: {_short(place.text)}")
        for note in update.notes:
            where = f"line {note.line}: “{_short(note.text)}”: " if note.line else ""
            self.stdout.write(f"  {where}{note.why}")
        for remark in brought.remarks if brought else ():
            self.stdout.write(f"  {remark}")


def _summary(update: ParsedUpdate) -> str:
    parts = (
        f"{len(found)} {one if len(found) == 1 else many}"
        for found, one, many in (
            (update.items, "item", "items"),
            (update.reminders, "reminder", "reminders"),
            (update.tools, "tool", "tools"),
            (update.contacts, "contact", "contacts"),
        )
    )
    return f"Update No {update.number}, {update.date:%-d %B %Y}, {', '.join(parts)}"


def _outcome(brought: Brought | None) -> str:
    if brought is None:
        return "would be brought in"
    state = brought.update.get_state_display().lower()
    return f"{brought.outcome}, {state}"


def _short(text: str, longest: int = 80) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
