"""Every letter the portal sends: a function a message, three template files a message (subject, text, html).

Nobody is followed: no pictures, no rewritten links. What is restricted never stands in a letter; a neutral
line says that something is behind sign-in.
"""

import re
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string

Message = EmailMultiAlternatives
_ROOTED_LINK = re.compile(r'(href=")/(?!/)')


@dataclass(frozen=True)
class Envelope:
    """How a letter is told apart when it comes back, and how its reader leaves."""

    letter_id: str
    leave_address: str

    @property
    def message_id(self) -> str:
        return f"<{self.letter_id}@{sender_host()}>"

    @property
    def return_path(self) -> str:
        """Each letter has its own, where a mailbox for bounces is set: what comes back names the letter."""
        if not settings.MAIL_BOUNCES:
            return settings.DEFAULT_FROM_EMAIL
        mailbox, _, host = settings.MAIL_BOUNCES.partition("@")
        return f"{mailbox}+{self.letter_id}@{host}"

    @property
    def headers(self) -> dict[str, str]:
        """RFC 5322 identity, RFC 2919 list, RFC 2369 and RFC 8058 leaving with one click."""
        return {
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": self.message_id,
            "List-Id": f"SESLIP weekly Update <updates.{sender_host()}>",
            "List-Unsubscribe": f"<{self.leave_address}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }


def connection():
    """One connection for many letters; whoever opens it closes it."""
    return get_connection()


def sender_host() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]


def weekly_update(*, to: str, envelope: Envelope, letter) -> Message:
    """One or more Updates, as this reader may see them outside the walls."""
    context = {"letter": letter, "leave": envelope.leave_address}
    message = _compose("weekly_update", to=to, **context)
    message.from_email = envelope.return_path
    message.extra_headers.update(envelope.headers)
    return message


def proof(*, to: str, letter) -> Message:
    """The letter of a draft, for whoever publishes it to look at first."""
    return _compose("proof", to=to, letter=letter)


def confirm_subscription(*, to: str, link: str, days: int) -> Message:
    """Somebody asked for the Update with this address; only its owner can say yes."""
    return _compose("confirm_subscription", to=to, link=link, days=days)


def already_subscribed(*, to: str, link: str) -> Message:
    """Somebody asked again: nothing changes, here is where to change it."""
    return _compose("already_subscribed", to=to, link=link)


def subscription_stopped(*, to: str, link: str, days: int) -> Message:
    """They have left; a forwarded letter may have done it, so it can be undone."""
    return _compose("subscription_stopped", to=to, link=link, days=days)


def second_step_changed(*, to: str, what: str) -> Message:
    """How somebody signs in was changed; if it was not them, they learn of it here."""
    context = {"what": what, "contact": settings.CONTACT_EMAIL}
    return _compose("second_step_changed", to=to, **context)


def room_reminder(*, to: str, link: str) -> Message:
    """Something is late in the peer challenge room; what, and in which round, is told behind sign-in."""
    return _compose("room_reminder", to=to, link=link)


def room_introduction(*, to: str, link: str) -> Message:
    """Two councils, or a council and a partner, are introduced in the room; which, and why, is told there."""
    return _compose("room_introduction", to=to, link=link)


def room_entered(*, to: str) -> Message:
    """The administrator entered the peer challenge room in an emergency. Why is read there, not here."""
    return _compose("room_entered", to=to)


def document_asked_for(*, to: str, link: str) -> Message:
    """To the owner of a document: somebody asks for it. Which, and who, stands behind sign-in."""
    return _compose("document_asked_for", to=to, link=link)


def document_request_answered(*, to: str, link: str) -> Message:
    """To whoever asked: given, refused or ended. Which document and what was said stand behind sign-in."""
    return _compose("document_request_answered", to=to, link=link)


def invitation(*, to: str, invitation) -> Message:
    """Somebody is asked to take up a post: one link, which works once."""
    return _compose("invitation", to=to, invitation=invitation)


def access_refused(*, to: str, organisation, words: str) -> Message:
    """Somebody asked to come in and cannot: the words of whoever decided."""
    return _compose("access_refused", to=to, organisation=organisation, words=words)


def _compose(name: str, *, to: str, **context) -> Message:
    context |= {"site": settings.SITE_ADDRESS, "to": to}
    subject = render_to_string(f"mail/{name}_subject.txt", context)
    text = render_to_string(f"mail/{name}.txt", context)
    message = Message(
        subject=" ".join(subject.split()),
        body=tidy(text),
        to=[to],
        reply_to=[settings.CONTACT_EMAIL],
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(absolute(render_to_string(f"mail/{name}.html", context)), "text/html")
    return message


def absolute(html: str) -> str:
    """Links within the site, as they must read outside it. No other link is touched."""
    return _ROOTED_LINK.sub(rf"\1{settings.SITE_ADDRESS}/", html)


def tidy(text: str) -> str:
    """No trailing spaces, never two empty lines together: templates may be laid out for reading."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
