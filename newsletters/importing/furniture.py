"""What on a saved page is the site around the Update: menus, sharing, related posts, footers."""

import re

from bs4 import BeautifulSoup, Tag

LABELLED = re.compile(
    r"^\W*(?:programme|actions?(?: required| needed)?|tools (?:&|and) templates)\W*$", re.IGNORECASE
)
CONTENT = (
    ".entry-content, .post-content, .article-content, .td-post-content, .post-entry, [itemprop=articleBody]",
    "article",
    "main, [role=main], #main, #content, #primary",
)
KINDS = {
    "menu": (
        "nav",
        r"\b(?:menu|nav|navbar|navigation|breadcrumbs?|skip-link|screen-reader-text|nav-links|post-navigation)\b",
    ),
    "side or foot of the page": (
        "aside footer",
        r"\b(?:sidebar|widget|site-footer|colophon|site-header|masthead)\b",
    ),
    "sharing buttons": ("form button", r"\b(?:share|sharedaddy|sharing|social|addtoany\w*)\b"),
    "related pages": ("", r"\b(?:related\w*|jp-relatedposts|yarpp\w*|recent-posts)\b"),
    "comments": ("", r"\b(?:comments?|comment-respond|respond)\b"),
    "tags and categories": (
        "",
        r"\b(?:entry-meta|post-meta|entry-footer|tags?-links|cat-links|byline|author-box|post-tags)\b",
    ),
    "cookie or copyright text": ("", r"\b(?:cookie\S*|gdpr\S*|copyright|consent\S*)\b"),
    "the words of a picture": ("figcaption", r"\b(?:wp-caption-text|caption-text|gallery-caption)\b"),
}
BY_NAME = {name: why for why, (names, _) in KINDS.items() for name in names.split()}
BY_CLASS = {why: re.compile(classes, re.IGNORECASE) for why, (_, classes) in KINDS.items()}
OUTSIDE = "around the article"


class Site:
    """A whole page: which of its elements hold the article, and what the others are."""

    def __init__(self, soup: BeautifulSoup):
        self.content = content_of(soup)
        self.inside = {id(tag) for tag in self.content.find_all(True)}
        self.around = {id(tag) for tag in (self.content, *self.content.parents)}

    def why_outside(self, tag: Tag) -> str:
        """Why this element and all in it are furniture; nothing if it may be the Update's own text."""
        if id(tag) in self.around:
            return ""
        named = " ".join([*tag.get("class", []), str(tag.get("id", ""))])
        why = BY_NAME.get(tag.name.lower(), "") or _by_class(named)
        if why and not labels_in(tag):
            return why
        return "" if id(tag) in self.inside else OUTSIDE


def content_of(soup: BeautifulSoup) -> Tag:
    """The part of the page that holds the article: the closest wrapper with the labels and most words."""
    whole = soup.body or soup
    labels, length = labels_in(whole), len(whole.get_text())
    for selector in CONTENT:
        for tag in sorted(whole.select(selector), key=lambda tag: -len(tag.get_text())):
            if labels_in(tag) >= 0.8 * labels and len(tag.get_text()) >= (0.25 if labels else 0.4) * length:
                return tag
    return whole


def labels_in(tag: Tag) -> int:
    return sum(bool(LABELLED.match(text)) for text in tag.stripped_strings)


def _by_class(named: str) -> str:
    return next((why for why, pattern in BY_CLASS.items() if pattern.pattern and pattern.search(named)), "")
