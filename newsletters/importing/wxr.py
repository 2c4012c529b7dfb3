"""WordPress exports (WXR): the posts that are Updates, and the media that go with them."""

import datetime
import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .pages import lines_of_html
from .parsed import Note, ParsedFile, ParsedMedia, ParsedUpdate, UnreadableFile
from .titles import find_title, title_of_address
from .update import Hint, read_update

WP = re.compile(r"\{http://wordpress\.org/export/[\d.]+/\}")
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
LEFT_OUT = ("trash", "auto-draft", "inherit")
NEVER_AN_UPDATE = ("attachment", "revision", "nav_menu_item", "page")
BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|button|row|col\w*|section|vc_\w+|et_pb_\w+|fusion_\w+|av_\w+)\b[^\]\n]*\]"
)
OPENS_BLOCK = re.compile(
    r"\s*(?:<!--|</?(?:p|div|ul|ol|li|h[1-6]|table|tr|t[dh]|tbody|blockquote|pre|figure|hr|section)\b)",
    re.IGNORECASE,
)


@dataclass
class Post:
    """One <item> of the export."""

    kind: str = ""
    title: str = ""
    link: str = ""
    guid: str = ""
    status: str = ""
    id: int | None = None
    parent: int | None = None
    posted: datetime.date | None = None
    content: str = ""
    attachment: str = ""
    locked: bool = False
    line: int = 0
    names: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return "" if "?p=" in self.link or "?page_id=" in self.link else self.link

    @property
    def old_id(self) -> int | None:
        match = re.search(r"[?&]p=(\d+)", f"{self.guid} {self.link}")
        return int(match[1]) if match else self.id

    @property
    def is_update(self) -> bool:
        named = (
            find_title(self.title)
            or title_of_address(self.link)
            or title_of_address(self.names.get("post_name", ""))
        )
        return self.kind not in NEVER_AN_UPDATE and bool(named) and self.status not in LEFT_OUT


def is_wxr(text: str) -> bool:
    return "<rss" in text[:5000] and "wordpress.org/export" in text[:20000]


def read_wxr(text: str, name: str) -> ParsedFile:
    """All Updates of the export, the media, and notes on the posts that are no Updates."""
    posts = [_post(item, text) for item in _tree(text, name).iter("item")]
    result = ParsedFile(name)
    media = {post.id: ParsedMedia(post.attachment, post.title) for post in posts if post.kind == "attachment"}
    result.media = [one for one in media.values() if one.url]
    for post in posts:
        if post.is_update:
            attached = [
                media[other.id] for other in posts if other.kind == "attachment" and other.parent == post.id
            ]
            result.updates.append(_update(post, attached))
        elif post.kind in ("post", "page"):
            result.notes.append(Note(post.line, post.title, _why_left(post)))
    _leave_out_copies(result)
    if not result.updates:
        raise UnreadableFile(f"{name}: this WordPress export holds no Update.")
    return result


def _leave_out_copies(result: ParsedFile) -> None:
    """Of two posts with one number, a draft beside the published one is left out."""
    public = {update.number for update in result.updates if update.was_public}
    for update in [update for update in result.updates if not update.was_public and update.number in public]:
        result.updates.remove(update)
        why = "a draft of the old site beside the published Update of the same number"
        result.notes.append(Note(0, f"Update No {update.number}", why))


def _tree(text: str, name: str) -> Element:
    text = re.sub(r"\A\s*(<\?xml[^>]*?)\s+encoding=[\"'][\w-]+[\"']", r"\1", text.lstrip("\ufeff"))
    _refuse_broken_characters(text, name)
    try:
        return fromstring(text, forbid_dtd=True)
    except ParseError as error:
        line, column = error.position
        raise UnreadableFile(
            f"{name}: the XML is broken at line {line}, column {column + 1} ({_reason(error)})."
        ) from error
    except DefusedXmlException as error:
        raise UnreadableFile(
            f"{name}: the file defines entities or a document type, which a WordPress export never does."
        ) from error


def _refuse_broken_characters(text: str, name: str) -> None:
    if broken := BROKEN.search(text):
        refuse_character(text[: broken.start()], broken[0], name)


def refuse_character(before: str, broken: str, name: str) -> None:
    """Say where it stands: the line and column that an editor shows."""
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    raise UnreadableFile(
        f"{name}: line {line}, column {column} holds a character that XML does not allow"
        f" (U+{ord(broken):04X}). Remove the character, or export again from WordPress."
    )


def _reason(error: ParseError) -> str:
    return str(error).split(":")[0]


def _post(item: Element, text: str) -> Post:
    values = {WP.sub("", child.tag): (child.text or "").strip() for child in item}
    content = item.findtext(CONTENT) or ""
    return Post(
        kind=values.get("post_type", ""),
        title=values.get("title", ""),
        link=values.get("link", ""),
        guid=values.get("guid", ""),
        status=values.get("status", ""),
        id=_number(values.get("post_id", "")),
        parent=_number(values.get("post_parent", "")),
        posted=_day(values.get("post_date", "")),
        content=content,
        attachment=values.get("attachment_url", ""),
        locked=bool(values.get("post_password")),
        line=_line_of(text, content or values.get("title", "")),
        names=values,
    )


def _update(post: Post, attached: list[ParsedMedia]) -> ParsedUpdate:
    lines, media, _ = lines_of_html(as_paragraphs(post.content), offset=max(post.line - 1, 0))
    titles = (post.title, post.names.get("post_name", "").replace("-", " "))
    update = read_update(lines, [*attached, *media], Hint(titles, post.address, posted=post.posted))
    update.old_id = post.old_id
    update.was_public = post.status == "publish" and not post.locked
    return update


def as_paragraphs(content: str) -> str:
    """WordPress's classic editor stores paragraphs as blank lines; no line is added or taken away."""
    content = SHORTCODE.sub(" ", content)
    if "<!-- wp:" in content:
        return content
    parts = re.split(r"(\n[ \t\r]*\n\s*)", content.replace("\r\n", "\n"))
    return "".join(
        part if place % 2 or not part.strip() else _paragraph(part) for place, part in enumerate(parts)
    )


def _paragraph(part: str) -> str:
    if OPENS_BLOCK.match(part):
        return part
    return "<p>" + part.replace("\n", "<br>\n") + "</p>"


def _why_left(post: Post) -> str:
    return (
        f"a {post.kind} of the old site that is no Update"
        if post.status != "trash"
        else "in the old site's bin"
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _line_of(text: str, content: str) -> int:
    """The line of the file a post's text begins on: found as it stands, for an export writes it as CDATA."""
    start = text.find(content[:300]) if content else -1
    return text[:start].count("\n") + 1 if start >= 0 else 0
