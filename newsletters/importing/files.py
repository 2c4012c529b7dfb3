"""A file, or something pasted, into Updates: which kind it is, and a plain sentence if it is none we read."""

import codecs
import re
from contextlib import suppress
from email import message_from_bytes, policy
from pathlib import PurePath

from bs4 import BeautifulSoup

from .pages import lines_of_html
from .parsed import ParsedFile, ParsedUpdate, UnreadableFile
from .text import lines_of_text
from .titles import find_date
from .update import Hint, read_update
from .wxr import as_paragraphs, is_wxr, read_wxr, refuse_character

LARGEST = 50 * 1024 * 1024
LARGEST_PAGE = 3 * 1024 * 1024
OTHER_KINDS = (
    (b"%PDF", "a PDF. Open it and save or copy its text"),
    (
        b"PK\x03\x04",
        "a Word file or a zip archive. Save it as a web page or as plain text, or paste its text",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Word file. Save it as a web page or as plain text, or paste its text"),
    (b"{\\rtf", "an RTF file. Save it as a web page or as plain text, or paste its text"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file. Unpack it first"),
)
HTML = re.compile(
    r"<(?:!doctype html|html|body|p|div|br|table|ul|ol|li|h[1-6]|strong|b|span|article|blockquote)\b[^>]*>",
    re.IGNORECASE,
)
MAIL = re.compile(rb"\A(?:[A-Za-z-]+: .*\r?\n(?:[ \t].*\r?\n)*){2,}", re.MULTILINE)
XML_ENCODING = re.compile(rb"\s*<\?xml[^>]*?encoding=[\"']([\w.-]+)")
CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


def read_file(data: bytes, name: str = "") -> ParsedFile:
    """All Updates in a file, with its media and notes. Raises UnreadableFile with a sentence to show."""
    name = PurePath(name).name or "the file"
    _refuse(data, name)
    if _is_mail(data):
        return ParsedFile(name, [_read_mail(data, name)])
    text = _decoded_xml(data, name) if b"<rss" in data[:5000] else _decoded(data)
    if is_wxr(text):
        return read_wxr(text, name)
    if len(data) > LARGEST_PAGE:
        raise UnreadableFile(f"{name} is larger than an Update can be (3 MB).")
    return ParsedFile(name, [read_pasted(text, name=name)])


def read_pasted(content: str, *, name: str = "", address: str = "") -> ParsedUpdate:
    """One Update from what was pasted or saved: HTML if it has tags, else plain text."""
    reader = read_html if HTML.search(content) else read_text
    return reader(content, name=name, address=address)


def read_text(text: str, *, name: str = "", address: str = "") -> ParsedUpdate:
    return read_update(lines_of_text(text), [], Hint(address=address, name=name))


def read_html(html: str, *, name: str = "", address: str = "") -> ParsedUpdate:
    if not re.search(r"<(?:p|div|br|table|li)\b", html, re.IGNORECASE):
        html = as_paragraphs(html)
    lines, media, soup = lines_of_html(html)
    hint = Hint(_titles(soup), address or _address(soup), name, _posted(soup))
    update = read_update(lines, media, hint)
    update.old_id = _old_id(html)
    return update


def _refuse(data: bytes, name: str) -> None:
    if not data.strip():
        raise UnreadableFile(f"{name} is empty.")
    if len(data) > LARGEST:
        raise UnreadableFile(f"{name} is larger than 50 MB.")
    for start, kind in OTHER_KINDS:
        if data.startswith(start):
            raise UnreadableFile(f"{name} is {kind}.")
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(f"{name} is no text.")


def _decoded(data: bytes) -> str:
    """UTF-8 as it should be; else what the file itself says; else what Windows would mean."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig")
    named = CHARSET.search(data[:4096])
    try:
        return data.decode(
            named[1].decode() if named and named[1].lower() != b"utf-8" else "cp1252", errors="replace"
        )
    except LookupError:
        return data.decode("cp1252", errors="replace")


def _decoded_xml(data: bytes, name: str) -> str:
    """As the file declares; a byte that does not belong is shown where it stands, not guessed at."""
    declared = XML_ENCODING.match(data)
    try:
        encoding = codecs.lookup(declared[1].decode() if declared else "utf-8").name
    except LookupError as error:
        raise UnreadableFile(
            f"{name} says it is written in “{declared[1].decode()}”, which is not known."
        ) from error
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        refuse_character(data[: error.start].decode(encoding), chr(data[error.start]), name)


def _is_mail(data: bytes) -> bool:
    head = MAIL.match(data[:20000])
    return bool(
        head
        and re.search(
            rb"^(?:mime-version|content-type|received|message-id):", head[0], re.IGNORECASE | re.MULTILINE
        )
    )


def _read_mail(data: bytes, name: str) -> ParsedUpdate:
    """A saved e-mail: its HTML, or its plain text; the subject may hold the title."""
    message = message_from_bytes(data, policy=policy.default)
    body = message.get_body(preferencelist=("html", "plain"))
    if body is None:
        raise UnreadableFile(f"{name} is an e-mail without any text.")
    subject = str(message.get("subject", ""))
    posted = find_date(str(message.get("date", "")))
    if body.get_content_subtype() == "html":
        lines, media, _ = lines_of_html(body.get_content())
        return read_update(lines, media, Hint((subject,), name=name, posted=posted))
    return read_update(lines_of_text(body.get_content()), [], Hint((subject,), name=name, posted=posted))


def _titles(soup: BeautifulSoup) -> tuple[str, ...]:
    titles = [tag.get_text(" ", strip=True) for tag in soup.select("h1, title")]
    shared = soup.find("meta", property="og:title")
    return (*titles, str(shared.get("content", "")) if shared else "")


def _address(soup: BeautifulSoup) -> str:
    canonical = soup.select_one("link[rel=canonical]")
    shared = soup.find("meta", property="og:url")
    return str((canonical and canonical.get("href")) or (shared and shared.get("content")) or "")


def _posted(soup: BeautifulSoup):
    stamp = soup.find("meta", property="article:published_time") or soup.select_one("time[datetime]")
    return find_date(str(stamp.get("content") or stamp.get("datetime") or "")[:10]) if stamp else None


def _old_id(html: str) -> int | None:
    match = re.search(r"rel=[\"']shortlink[\"'][^>]*[?&]p=(\d+)|\bpostid-(\d+)\b", html)
    return int(match[1] or match[2]) if match else None
