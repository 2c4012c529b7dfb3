"""Letters about what is given on request. They name no document: a letter leaves the walls."""

from django.conf import settings

from seslip import mail
from seslip.jobs.handlers import handles
from seslip.library.models import Request


@handles("library-letter", words="A letter about a document given on request", seconds=60)
def send_library_letter(*, message: str, request: int) -> None:
    """To its owner when somebody asks, to whoever asked when it is answered; written when it is sent."""
    asked = Request.objects.unscoped("written to those it concerns").filter(pk=request)
    found = asked.select_related("document__owner__user", "asked_by").first()
    to = found and _reader(found, message)
    if to and to.is_active:
        link = settings.SITE_ADDRESS + found.get_absolute_url()
        write = mail.document_asked_for if message == "asked" else mail.document_request_answered
        write(to=to.email, link=link).send()


def _reader(request: Request, message: str):
    """A document without an owner who has an account is the team's: it waits on their front page."""
    owner = request.document.owner
    return (owner and owner.user) if message == "asked" else request.asked_by
