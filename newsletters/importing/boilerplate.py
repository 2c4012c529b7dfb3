"""Lines that a saved page or a mail has around the Update, told by their words."""

import re

from .labels import one_of

LONGEST = 200
NETWORK = one_of(
    "facebook", "twitter", "x", r"linked\s?in", r"whats\s?app", "pinterest", "e-?mail", "print", "tweet",
    "like", "reddit", r"google\+?", "tumblr", "more",
)  # fmt: skip
PAGE = one_of("posts?", "articles?", "story", "page", "entry")

FURNITURE = {
    "sharing buttons": (
        r"share(?:\s+(?:this|on|via|post|article|page).{0,40})?",
        r"click to (?:share|print|e-?mail).*",
        rf"{NETWORK}(?:[\s,|/·]+{NETWORK})*",
        "like this",
        "like loading.*",
        "follow us.*",
        "opens in new window",
        "subscribe.{0,60}",
    ),
    "related pages": (
        r"related(?:\s+(?:posts?|articles?|content|news|pages?))?",
        "you (?:may|might) also like.*",
        "recent (?:posts?|comments?|news)",
        "more (?:news|from).{0,40}",
        "read more",
        "continue reading.*",
        "latest news",
    ),
    "links to other pages": (
        "(?:«|<|‹|←|»|>|›|→).*",
        ".*(?:»|→|›)",
        rf"(?:previous|next|older|newer)(?:\s+{PAGE})?(?:\s*[:|–-].*)?",
        "posts? navigation",
        "back to .{0,30}",
        "skip to .{0,30}",
        r"home(?:\s*[>»/|].*)?",
        "menu",
        r"search(?:\s+for)?",
        "close",
        "view in (?:your )?browser.*",
        "unsubscribe.*",
        "toggle navigation",
    ),
    "tags and categories": (
        r"tags?(?:\s*:.*|\s+assigned to this article.*)?",
        r"tagged\b.*",
        r"categor(?:y|ies)(?:\s*:.*)?",
        "filed under.*",
        "posted (?:in|on|by).*",
        r"published (?:in|on|by)\s*:?\s*(?:newsletters?|admin|\d).*",
        "written by .{0,40}",
        "by admin.*",
        "archives?",
        "meta",
    ),
    "comments": (
        r"\d+ comments?",
        "(?:no|leave a|post a|add a|write a) (?:comments?|reply|response).*",
        "comments? (?:are )?(?:off|closed).*",
        "your e-?mail address will not be published.*",
        "about (?:the )?author",
        "view all posts by.*",
        r"\d+ (?:min|minute)s? read",
        "log ?in",
    ),
    "cookie or copyright text": (
        r"(?:©|\(c\)|copyright\b).*",
        "all rights reserved.*",
        r".*\buses? cookies\b.*",
        "cookies?(?: (?:policy|settings|notice))?",
        "accept(?: all)?(?: cookies)?",
        "privacy(?: (?:policy|notice).*)?",
        "terms (?:of use|and conditions).*",
        "powered by .*",
        "proudly powered.*",
        "accessibility(?: statement)?",
        "site ?map",
        "website (?:by|design).*",
        "designed by.*",
    ),
    "lines of an e-mail": (
        r"(?:from|sent|to|cc|bcc|date|subject|reply-to|attachments?|importance)\s*:.*",
        r"-+\s*(?:original|forwarded) message\s*-+",
        "begin forwarded message.*",
        "(?:kind|best|warm|many) (?:regards|wishes|thanks).{0,30}",
        "regards",
        "yours (?:sincerely|faithfully)",
        "sent from my .*",
        r"\[?(?:external|caution)\b.{0,120}\]?",
        "this (?:e-?mail|message) (?:and any|is intended|may contain|has been).*",
        r"page \d+ of \d+",
    ),
}
# Where one of these stands after the last label of an Update, the article is over.
CLOSING = (
    "tags assigned to this article",
    "related (?:posts?|articles?)",
    "leave a (?:reply|comment)",
    "about (?:the )?author",
    "share (?:this|on).{0,20}",
    "like this",
    r"(?:©|copyright\b).*",
    "recent posts",
    "posts? navigation",
    "posted in.*",
    "filed under.*",
    "(?:previous|next) (?:post|article).*",
    "(?:kind|best|warm) (?:regards|wishes).{0,30}",
)


def _whole(*words: str) -> re.Pattern:
    return re.compile(rf"\W*{one_of(*words)}\W*\Z", re.IGNORECASE | re.DOTALL)


PATTERNS = {why: _whole(*words) for why, words in FURNITURE.items()}
CLOSING_PATTERN = _whole(*CLOSING)


def furniture_of(text: str) -> str:
    """Why a line is no part of the Update: menus, sharing, cookies, the wrapping of an e-mail."""
    if not any(map(str.isalnum, text)):
        return "signs only"
    if len(text) > LONGEST:
        return ""
    return next((why for why, pattern in PATTERNS.items() if pattern.match(text)), "")


def closes(text: str) -> bool:
    """Is the article over where this line stands?"""
    return bool(CLOSING_PATTERN.match(text))
