"""What is done to documents. A file that is stored for a transaction that fails is removed again."""

import datetime as dt
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from seslip.audit.actions import record
from seslip.library.models import Document, Folder, Tag, Version
from seslip.library.refusing import FileRefused
from seslip.library.uploads import Checked
from seslip.people.models import Circle, User
from seslip.search.actions import index
from seslip.topics.models import Topic


@transaction.atomic
def add_document(
    *,
    title: str,
    audience: Circle,
    by: User | None,
    kind: str = Document.Kind.LINK,
    upload: Checked | None = None,
    topics: Iterable[Topic] = (),
    tags: Iterable[str] = (),
    **details,
) -> Document:
    """Put a document into the library, with its file if it has one; `details` are the other fields."""
    document = Document(title=title, audience=audience, kind=kind, **details)
    document.full_clean()
    save_document(document=document, upload=upload, by=by)
    document.topics.set(topics)
    tag(document=document, names=tags, by=by)
    return document


@transaction.atomic
def save_document(
    *, document: Document, by: User | None, upload: Checked | None = None, changed: Iterable[str] = ()
) -> None:
    """Save what a form has filled in, with the file that becomes the next version."""
    is_new = document.pk is None
    document.save()
    if is_new:
        record("document added", by=by, on=document, audience=document.audience_id)
    elif changed:
        record("document changed", by=by, on=document, fields=list(changed), audience=document.audience_id)
    if upload:
        add_version(document=document, upload=upload, by=by)
    index([document])


@transaction.atomic
def save_folder(*, folder: Folder, by: User | None, changed: Iterable[str] = ()) -> None:
    is_new = folder.pk is None
    folder.save()
    verb = "folder added" if is_new else "folder changed"
    record(verb, by=by, on=folder, fields=list(changed), audience=folder.audience_id)


@transaction.atomic
def tag(*, document: Document, names: Iterable[str], by: User | None) -> None:
    """Add tags by their names, new ones too, and let search find the document by all of its words."""
    tags = [tag_called(name) for name in names]
    if tags:
        document.tags.add(*tags)
        record("document tagged", by=by, on=document, tags=[tag.slug for tag in tags])
    index([document])


@transaction.atomic
def add_version(*, document: Document, upload: Checked, by: User | None) -> Version:
    """Store a file as the document's newest version; the same file twice is refused."""
    Document.objects.unscoped("one version at a time").select_for_update().get(pk=document.pk)
    earlier = list(Version.objects.unscoped("numbering the next").filter(document=document))
    refuse_same_again(upload, earlier)
    stored = default_storage.save(_place(upload), ContentFile(upload.content))
    _remove_unless_committed(stored)
    version = Version.objects.create(
        document=document,
        number=max((version.number for version in earlier), default=0) + 1,
        file=stored,
        name=upload.name,
        content_type=upload.content_type,
        size=upload.size,
        sha256=upload.sha256,
        added_by=by,
    )
    record("version added", by=by, on=document, number=version.number, sha256=upload.sha256)
    return version


def refuse_same_again(upload: Checked, versions: Iterable[Version]) -> None:
    sha256 = upload.sha256
    for version in versions:
        if version.sha256 == sha256:
            raise FileRefused(f"{upload.name} is the same file as version {version.number}, added before.")


@transaction.atomic
def set_audience(*, document: Document, audience: Circle, by: User | None) -> None:
    """Say who sees the document from now on, wherever it is listed."""
    before = document.audience_id
    document.audience = audience
    document.save(update_fields=["audience"])
    record("document audience set", by=by, on=document, before=before, after=audience.pk)


def withdraw(*, document: Document, by: User | None) -> None:
    """Only the team sees it from now on: in the library, in search, and in the Updates that list it."""
    set_audience(document=document, audience=Circle.objects.team(), by=by)


@transaction.atomic
def take_back(*, version: Version, by: User | None) -> None:
    """A version that should not have gone out: from now on only those who keep the library open it."""
    version.taken_back_at = timezone.now()
    version.save(update_fields=["taken_back_at"])
    record("version taken back", by=by, on=version.document, number=version.number)


@transaction.atomic
def confirm_right(*, document: Document, review_on: dt.date, by: User) -> None:
    """Somebody looked at it, it is still right, and this is when to look again."""
    document.review_on = review_on
    document.save(update_fields=["review_on"])
    record("document reviewed", by=by, on=document, review_on=str(review_on))


def tag_called(name: str) -> Tag:
    name = " ".join(name.split())[:60]
    tag, _ = Tag.objects.get_or_create(slug=slugify(name)[:60] or "tag", defaults={"name": name})
    return tag


def _place(upload: Checked) -> str:
    """By content: nothing of its name, its document or its audience shows in the address on disk."""
    return f"library/{upload.sha256[:2]}/{upload.sha256}.{upload.extension}"


def _remove_unless_committed(stored: str) -> None:
    transaction.on_commit(_Undo(stored).keep)


class _Undo:
    """Removes a stored file when its transaction, or savepoint, is rolled back.

    Django has no hook for that, but lets go of what waits for the commit; then this object ends.
    """

    def __init__(self, stored: str):
        self.stored = stored

    def keep(self) -> None:
        self.stored = ""

    def __del__(self):
        if self.stored:
            default_storage.delete(self.stored)
