"""What a post owned goes along to whoever holds it next."""

from seslip.audit.actions import record
from seslip.library.models import Document
from seslip.people.models import Appointment, User


def bring_documents(*, old: Appointment, new: Appointment, by: User | None) -> None:
    """The documents of the last holder, unless another post keeps that person in the programme."""
    if Appointment.objects.current().filter(person=old.person_id).exclude(pk=old.pk).exists():
        return
    for document in Document.objects.unscoped("whoever sees it, its owner changes").filter(
        owner=old.person_id
    ):
        document.owner_id = new.person_id
        document.save(update_fields=["owner"])
        record("document handed over", by=by, on=document, old=old.person_id, new=new.person_id)
