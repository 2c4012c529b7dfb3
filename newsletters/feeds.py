"""The Atom feed: the newest Updates in full, as anybody may read them. Nothing else ever enters it."""

import datetime as dt
import re
import uuid

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from newsletters.copies import EditionCopy
from newsletters.reading import copies_for, editions_for

NEWEST = 20
# XML knows no way to write these.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _WholeContent(Atom1Feed):
    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def feed() -> str:
    """The public Updates as Atom; a corrected one carries the time of its correction."""
    site = settings.SITE_ADDRESS
    reader = AnonymousUser()
    atom = _WholeContent(
        title="SESLIP weekly Update",
        link=site + reverse("newsletters:archive"),
        feed_url=site + reverse("newsletters:feed"),
        description="What is new in the South East Sector-Led Improvement Programme.",
        author_name="SESLIP",
        language="en-GB",
        feed_guid=_stable_id("feed"),
    )
    for copy in copies_for(reader, list(editions_for(reader)[:NEWEST]), site=site):
        atom.add_item(**_entry(copy))
    return atom.writeString("utf-8")


def _entry(copy: EditionCopy) -> dict:
    content = render_to_string("newsletters/_sections.html", {"copy": copy})
    return {
        "title": f"{copy.title}, {copy.date:%-d %B %Y}",
        "link": copy.address,
        "unique_id": _stable_id(f"update {copy.number}"),
        "pubdate": timezone.make_aware(dt.datetime.combine(copy.date, dt.time())),
        "updateddate": copy.edition.published_at,
        "description": None,
        "content": _UNWRITABLE.sub("", content),
    }


def _stable_id(what: str) -> str:
    """The same for ever, though the site may move to another address."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"seslip weekly {what}").urn
