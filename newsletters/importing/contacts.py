"""The contact details: who, for what, of which organisation, and how to reach them."""

import re
from dataclasses import dataclass, field

from seslip.private import PHONE

from .lines import Line, words
from .parsed import ParsedContact

LONGEST = 400
EMAIL = re.compile(r"[\w.!#$%&'’*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]+)+", re.IGNORECASE)
PREFIX = re.compile(
    r"\b(?:e-?\s?mails?|telephone|phone|tel(?:ephone)?(?:\s+no)?|mobile|mob|direct(?:\s+line)?|office|landline"
    r"|(?<![\w.])[temp])\s*(?:\([^)]*\)\s*)?[.:]+\s*(?=\Z|[\s|,;/])|\b(?:e-?mail|telephone|phone|tel|mobile|mob)\s*[.:]?\s*\Z"
    r"|<|>|\bmailto:|\bor\s*\Z",
    re.IGNORECASE,
)
FIELD = re.compile(
    r"(?P<what>name|contact|role|job title|title|position|responsib\w+|area"
    r"|organisation|authority|council|employer)\s*:\s*(?P<value>\S.*)\Z",
    re.IGNORECASE,
)
HEADER = {
    **dict.fromkeys(("name", "contact"), "name"),
    **dict.fromkeys(("role", "job", "title", "position", "responsib", "area", "network"), "responsibility"),
    **dict.fromkeys(("organisation", "authority", "council", "employer"), "organisation"),
}
NAME = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Cllr|Councillor|Prof(?:essor)?|Sir|Dame|Rev)\.?\s+)?"
    r"[A-Z][\w’'-]*(?:\s+(?:[A-Z]\.?|de|van|von|der|la|le|al|bin|[A-Z][\w’'-]+)){1,3}\Z"
)
ROLE = re.compile(
    r"\b(?:network|lead|leads|manager|advis[eo]r|co-?ordinator|programme|project|consultant|officer|director|data|team|group"
    r"|head|chair|benchmarking|send|dcs|ad|ads|education|safeguarding|children|childrens|services?|council|county|borough"
    r"|support|admin\w*|assistant|analyst|grid|learning|adoption|fostering|workforce|development|partnership|improvement"
    r"|regional|south|east|west|seslip|sesli|lga|dfe|adcs|csc|psw|help|standards|policy|commission\w*|quality|assurance|office|hub"
    r"|early|care|leavers|lac|uasc|sector|england|enquiries|contact|participation|practice|principal|social|work|worker|business)\b",
    re.IGNORECASE,
)
WRITE_TO = re.compile(r"(?:e-?mail|write to|contact|send)\b", re.IGNORECASE)
LETTER = re.compile(r"[temp]\W*", re.IGNORECASE)
POST = re.compile(
    r"\b(?:manager|lead|officer|co-?ordinator|advis[eo]r|consultant|director|head|chair|analyst)\b", re.I
)
ORGANISATION = re.compile(r"\s*[(\[](?P<organisation>[^()\[\]]+)[)\]]\s*(?=\Z|:\s)")


@dataclass(eq=False)
class Contact:
    """One person's lines, what they said, and any words that fitted nowhere."""

    lines: list[Line] = field(default_factory=list)
    parsed: ParsedContact = field(default_factory=ParsedContact)
    odd: list[tuple[Line, str]] = field(default_factory=list)

    @property
    def reachable(self) -> bool:
        return bool(self.parsed.email or self.parsed.phone)


def contacts_of(lines: list[Line]) -> tuple[list[Contact], list[Line]]:
    """The contacts in order, and the lines that are none."""
    contacts: list[Contact] = []
    others: list[Line] = []
    with_addresses = any(EMAIL.search(_text(line)[:LONGEST]) for line in lines)
    header: list[str] = []
    for line in lines:
        if names := _header(line):
            header = names
            others.append(line)
        elif line.cells and header:
            contacts.append(_from_row(line, header))
        elif not _read(line, contacts, with_addresses):
            others.append(line)
    return contacts, others


def _read(line: Line, contacts: list[Contact], with_addresses: bool) -> bool:
    """Takes a line as a contact, or as more of the one above; false if it is neither."""
    if len(line.text) > LONGEST:
        return False
    text, emails, phones = _reach(_text(line))
    if not text:
        if not contacts or not (emails or phones):
            return False
        contact = contacts[-1]
    elif not contacts or _begins(contacts[-1], line, text, with_addresses):
        if not _could_be(text, emails, phones):
            return False
        contact = Contact()
        contacts.append(contact)
    else:
        contact = contacts[-1]
    contact.lines.append(line)
    _add_reach(contact, line, emails, phones)
    if text:
        _identify(contact, line, text)
    return True


def _text(line: Line) -> str:
    """The words, with an address that only its link gives."""
    runs = [run for cell in line.cells for run in cell] if line.cells else line.runs
    if len(runs) == 1 and runs[0].href.startswith("mailto:") and WRITE_TO.match(line.text):
        return runs[0].href[7:].split("?")[0]
    text = " | ".join(words(cell) for cell in line.cells) if line.cells else line.text
    hidden = [run.href[7:].split("?")[0] for run in runs if run.href.lower().startswith("mailto:")]
    return " ".join(
        [text, *(address for address in dict.fromkeys(hidden) if address.lower() not in text.lower())]
    )


def _reach(text: str) -> tuple[str, list[str], list[str]]:
    """The e-mail addresses and telephone numbers of a line, and the words left over."""
    emails = list(dict.fromkeys(EMAIL.findall(text)))
    text = EMAIL.sub(" ", text)
    phones = [match[0].strip() for match in PHONE.finditer(text)]
    text = PHONE.sub(" ", text)
    before = None
    while before != text:
        before, text = text, PREFIX.sub(" ", text)
    text = re.sub(r"\s*[,;|/–—-]\s*(?=[,;|/–—-]|\Z)", " ", " ".join(text.split()))
    text = text.strip(" ,;|/–—-\t")
    return "" if LETTER.fullmatch(text) else text, emails, phones


def _could_be(text: str, emails: list[str], phones: list[str]) -> bool:
    return bool(emails or phones) or (len(text) <= 200 and not text.endswith((".", "!", "?")))


def _begins(above: Contact, line: Line, text: str, with_addresses: bool) -> bool:
    """Does this line begin another contact? An address, or a full "Role: Name", completes the one above."""
    if FIELD.match(text):
        return bool(above.reachable or _known(above, FIELD.match(text)["what"]))
    if above.reachable or not with_addresses or re.search(r":\s+\S", text):
        return not re.match(r"\(|[a-z]", text)
    name, role, _ = _name_and_role(text)
    return bool(name and above.parsed.name or role and above.parsed.responsibility)


def _known(contact: Contact, what: str) -> str:
    return getattr(contact.parsed, _field(what))


def _field(word: str) -> str:
    return next(value for key, value in HEADER.items() if word.lower().startswith(key))


def _add_reach(contact: Contact, line: Line, emails: list[str], phones: list[str]) -> None:
    for email in emails:
        if contact.parsed.email:
            contact.odd.append((line, "a second e-mail address"))
        else:
            contact.parsed.email = email
    known = [contact.parsed.phone] if contact.parsed.phone else []
    contact.parsed.phone = " / ".join(known + phones)


def _identify(contact: Contact, line: Line, text: str) -> None:
    """Sorts the words of a line into name, responsibility and organisation."""
    parsed = contact.parsed
    if given := FIELD.match(text):
        setattr(parsed, _field(given["what"]), given["value"].strip())
        return
    if found := ORGANISATION.search(text):
        is_post = ":" not in text and POST.search(found["organisation"]) and not parsed.responsibility
        attribute = "responsibility" if is_post else "organisation"
        if not getattr(parsed, attribute):
            setattr(parsed, attribute, found["organisation"].strip())
            text = f"{text[: found.start()]}{text[found.end() :]}".strip(" ,;–—-")
    if not text:
        return
    name, role, rest = _name_and_role(text)
    for attribute, value in (("name", name), ("responsibility", role), ("organisation", rest)):
        if not value:
            continue
        if getattr(parsed, attribute):
            value = f"{getattr(parsed, attribute)}, {value}"
        setattr(parsed, attribute, value)


def _name_and_role(text: str) -> tuple[str, str, str]:
    """Role: Name · Name, role, organisation · Name – role · a name or a role alone."""
    if ": " in text:
        left, _, right = text.rpartition(": ")
        left, right = left.strip(), right.strip(" ,;")
        if _is_name(left) and not _is_name(right):
            return left, right, ""
        name, comma, rest = right.partition(",")
        return name.strip(), left.rstrip(":"), rest.strip() if comma else ""
    parts = [part.strip() for part in re.split(r"\s*[,|\t]\s*|\s+[–—-]\s+", text) if part.strip()]
    named = [part for part in parts if _is_name(part)]
    if len(parts) == 1:
        return (text, "", "") if named else ("", text, "")
    name = named[0] if named else ""
    others = [part for part in parts if part is not name]
    return name, others[0], ", ".join(others[1:])


def _is_name(text: str) -> bool:
    return bool(NAME.match(text)) and not ROLE.search(text)


def _header(line: Line) -> list[str]:
    """The fields a table's first row names, if it does."""
    names = [
        next((value for key, value in HEADER.items() if words(cell).lower().startswith(key)), "")
        for cell in line.cells
    ]
    return names if "name" in names and all(len(words(cell).split()) <= 4 for cell in line.cells) else []


def _from_row(line: Line, header: list[str]) -> Contact:
    contact = Contact([line])
    _, emails, phones = _reach(_text(line))
    _add_reach(contact, line, emails, phones)
    for attribute, cell in zip(header, line.cells, strict=False):
        if attribute and words(cell):
            setattr(contact.parsed, attribute, words(cell))
    return contact
