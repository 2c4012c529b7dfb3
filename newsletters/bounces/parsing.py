"""What a returned letter says: RFC 3464 reports, and those of mail servers that keep to no standard.

Whatever comes in, garbage included, the answer is a list of reports, perhaps an empty one.
"""

import hashlib
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses

HARD, SOFT = "hard", "soft"
# Not the address's fault, or not for ever: full, too large, a system in trouble, congestion, content, policy.
_SOFT_STATUS = re.compile(r"4\.|5\.2\.[23]|5\.[34]\.|5\.6\.|5\.7\.")
_SOFT_WORDS = re.compile(
    r"(mailbox|quota|inbox)\W+(is\W+)?(full|exceeded)|over\W?quota|quota exceeded|try again|temporar|greylist"
    r"|timed? ?out|blocked|spam",
    re.IGNORECASE,
)
_HARD_WORDS = re.compile(
    r"(user|recipient|address|mailbox|account)\W+(is\W+)?(unknown|not found|unavailable|disabled|rejected)"
    r"|unknown (user|recipient|address)|no such (user|recipient|mailbox|address|person)|does ?n[o']t exist"
    r"|(no|not an?) (valid|mailbox)|no longer (works|available|with|in use)|couldn.t be (found|delivered)",
    re.IGNORECASE,
)
_STATUS = re.compile(r"\b([45]\.\d{1,3}\.\d{1,3})\b")
_REPLY = re.compile(r"\b([45]\d\d)[ -]")
_ADDRESS = re.compile(r"[^\s<>:;,\"'()\[\]]+@[^\s<>:;,\"'()\[\]]+\.[A-Za-z]{2,}")
_LETTER_ID = re.compile(r"update-\d+-[0-9a-f]{16}")
_DAEMON = re.compile(r"mailer-daemon|postmaster|mail delivery|^<>$|qmail|microsoftexchange", re.IGNORECASE)


@dataclass(frozen=True)
class Report:
    """One address that a letter did not reach, with the words of whoever says so."""

    kind: str
    address: str
    status: str
    reason: str
    letter_ids: frozenset[str] = field(default_factory=frozenset)
    fingerprint: str = ""


def read(raw: bytes) -> list[Report]:
    """Every address that a letter did not reach. None for a delay, a receipt or an absence note."""
    message = message_from_bytes(raw)
    found = _standard(message)
    if not found and _is_from_a_mail_server(message):
        found = _anything_else(message)
    letter_ids = frozenset(_LETTER_ID.findall(_everything(message, raw)))
    return [
        Report(
            kind,
            _tidy(address, 254),
            _tidy(status, 20),
            _tidy(reason, 500),
            letter_ids,
            hashlib.sha256(raw + address.encode(errors="replace")).hexdigest(),
        )
        for kind, address, status, reason in found
    ]


def _standard(message: Message) -> list[tuple[str, str, str, str]]:
    """RFC 3464: one block of fields for each recipient."""
    blocks = [
        block
        for part in message.walk()
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status")
        for block in _blocks(part)
    ]
    return [_of_block(block) for block in blocks if _text(block["Action"]).strip().lower() == "failed"]


def _blocks(part: Message) -> list[Message]:
    if part.is_multipart():
        return part.get_payload()
    groups = re.split(r"\r?\n\r?\n", _body(part))
    return [message_from_bytes(group.encode(errors="replace")) for group in groups]


def _of_block(block: Message) -> tuple[str, str, str, str]:
    recipient = _text(block["Original-Recipient"] or block["Final-Recipient"]).rpartition(";")[2]
    reason = _text(block["Diagnostic-Code"]).partition(";")[2] or _text(block["Diagnostic-Code"])
    status = _first(_STATUS, _text(block["Status"])) or _first(_STATUS, reason)
    kind = SOFT if _SOFT_STATUS.match(status) or (not status and _SOFT_WORDS.search(reason)) else HARD
    return kind, recipient.strip().strip("<>"), status, reason.strip() or "No reason was given."


def _is_from_a_mail_server(message: Message) -> bool:
    """An absence note may say "550" as well; only a mail server's word counts."""
    if message["X-Failed-Recipients"]:
        return True
    senders = (_text(message[name]).strip() for name in ("From", "Return-Path"))
    return any(_DAEMON.search(sender) for sender in senders)


def _anything_else(message: Message) -> list[tuple[str, str, str, str]]:
    """A text that names an address and a reason, before the returned letter itself."""
    text = _before_the_letter(message)
    line = next((line for line in text.splitlines() if _kind_of(line)), "")
    if not line:
        return []
    failed = [address for _, address in getaddresses([_text(message["X-Failed-Recipients"])]) if address]
    own = {address.lower() for _, address in getaddresses([_text(message["From"]), _text(message["To"])])}
    named = [address for address in _ADDRESS.findall(text) if address.lower() not in own]
    address = (failed or named or [""])[0].strip(".")
    return [(_kind_of(line), address, _first(_STATUS, line), line.strip())]


def _kind_of(line: str) -> str:
    """What one line says about an address, if it says anything."""
    status = _first(_STATUS, line)
    if status:
        return SOFT if _SOFT_STATUS.match(status) else HARD
    if _SOFT_WORDS.search(line):
        return SOFT
    reply = _first(_REPLY, line)
    if reply.startswith("4"):
        return SOFT
    return HARD if _HARD_WORDS.search(line) or reply in ("550", "551", "553") else ""


def _before_the_letter(message: Message) -> str:
    texts = (_body(part) for part in message.walk() if part.get_content_maintype() == "text")
    first = next(texts, "")
    return re.split(r"(?im)^-{2,}.*(original|copy of).*$|^return-path:", first)[0]


def _everything(message: Message, raw: bytes) -> str:
    bodies = (_body(part) for part in message.walk() if not part.is_multipart())
    return raw.decode("latin-1") + "\n".join(bodies)


def _body(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""


def _text(header) -> str:
    return str(header or "")


def _first(pattern: re.Pattern, text: str) -> str:
    found = pattern.search(text)
    return found.group(1) if found else ""


def _tidy(words: str, longest: int) -> str:
    return " ".join(words.replace("\x00", " ").split())[:longest]
