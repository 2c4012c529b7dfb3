"""Evidence packs: asked for, made by a worker, kept for a week, forgotten."""

import datetime as dt
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from networks.peer_challenge import packing
from networks.peer_challenge.models import Pack, Round
from networks.peer_challenge.reading import write_down
from seslip.audit.actions import record
from seslip.jobs.actions import enqueue
from seslip.jobs.handlers import CannotBeDone, handles
from seslip.jobs.models import Job
from seslip.people.models import Organisation, User

KEPT_FOR = dt.timedelta(days=7)
NOTHING = "There is nothing left that you may read of this council in this round."


@transaction.atomic
def ask_for(*, round_: Round, council: Organisation, by: User) -> Pack:
    """A pack for this reader. One that is being made is not asked for again; one made before goes."""
    User.objects.select_for_update().get(pk=by.pk)
    earlier = Pack.objects.filter(round=round_, council=council, reader=by).select_related("job")
    for pack in earlier:
        if not pack.file and pack.job and pack.job.state in (Job.State.QUEUED, Job.State.RUNNING):
            return pack
        forget(pack)
    pack = Pack.objects.create(round=round_, council=council, reader=by)
    pack.job = enqueue("pack", f"pack:{pack.pk}", pk=pack.pk)
    pack.save(update_fields=["job"])
    record("pack asked for", by=by, on=pack, round=round_.pk, council=council.pk)
    return pack


@handles("pack", words="Make an evidence pack", seconds=300, attempts=3)
def make(pk: int) -> None:
    """A worker's part: what the wall lets the reader read at this moment, and no more."""
    pack = Pack.objects.select_related("round", "council", "reader__person").filter(pk=pk).first()
    if pack is None or pack.file:
        return
    held, at = packing.holdings(pack.reader, pack.round, pack.council), timezone.now()
    if not any(each.version for each in held):
        raise CannotBeDone(NOTHING)
    content = packing.written(pack, held, at)
    _keep(pack, held, content, at)


@transaction.atomic
def _keep(pack: Pack, held: list, content: bytes, at: dt.datetime) -> None:
    """Stored, and written down for the councils whose papers it holds: both or neither."""
    locked = Pack.objects.select_for_update().filter(pk=pack.pk).first()
    if locked is None or locked.file:
        return
    versions = {each.version.pk: each.version for each in held if each.version}
    for version in versions.values():
        write_down("packed", pack.reader, version)
    default_storage.delete(_name(pack))
    locked.file.name = default_storage.save(_name(pack), ContentFile(content))
    locked.holds, locked.ready_at = list(versions), at
    locked.save(update_fields=["file", "holds", "ready_at"])


def _name(pack: Pack) -> str:
    return f"peer-challenge/packs/{pack.pk}.pdf"


@transaction.atomic
def forget(pack: Pack) -> None:
    """The file goes with the row, also one that a killed worker left behind."""
    job = pack.job
    transaction.on_commit(partial(default_storage.delete, _name(pack)))
    pack.delete()
    if job:
        job.delete()


def forget_old() -> int:
    """Those asked for more than a week ago. Says how many."""
    old = list(Pack.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).select_related("job"))
    for pack in old:
        forget(pack)
    return len(old)
