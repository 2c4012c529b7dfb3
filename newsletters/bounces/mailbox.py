"""Where returned letters are found: files of one message or many (mbox), or a mailbox read over IMAP."""

import imaplib
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from django.conf import settings

from newsletters.actions.bounces import take_in

_BETWEEN = re.compile(rb"(?:\A|\r?\n\r?\n)From [^\n]*\n")


class Tally(Counter):
    """What became of the messages, in words."""

    def __str__(self):
        return (
            ", ".join(f"{count} {outcome}" for outcome, count in sorted(self.items())) or "nothing came back"
        )


def messages_in(raw: bytes) -> list[bytes]:
    """The messages of an mbox, or the one message that this is."""
    if not raw.startswith(b"From "):
        return [raw] if raw.strip() else []
    return [message for message in _BETWEEN.split(raw) if message.strip()]


def take_in_all(messages: Iterable[bytes]) -> Tally:
    return Tally(outcome for message in messages for outcome in take_in(message))


def fetch() -> Tally:
    """Take in what is new in the mailbox. A message is marked as read once it is taken in."""
    address = urlsplit(settings.BOUNCES_URL)
    kind = imaplib.IMAP4_SSL if address.scheme == "imaps" else imaplib.IMAP4
    port = address.port or (993 if address.scheme == "imaps" else 143)
    tally = Tally()
    with kind(address.hostname, port, timeout=30) as server:
        server.login(unquote(address.username or ""), unquote(address.password or ""))
        server.select(address.path.strip("/") or "INBOX")
        for number in server.search(None, "UNSEEN")[1][0].split():
            tally.update(take_in_all(_messages(server.fetch(number, "(BODY.PEEK[])")[1])))
            with suppress(imaplib.IMAP4.error):
                server.store(number, "+FLAGS", "\\Seen")
    return tally


def _messages(answer) -> list[bytes]:
    return [part[1] for part in answer if isinstance(part, tuple)]
