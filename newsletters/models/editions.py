"""What readers get. Publishing freezes an Update into an edition; only a correction replaces it.

The words are frozen; who may see them is not: an item's or a document's audience is asked each time.
"""

from django.db import models
from django.db.models import Q

from newsletters.models.items import Action, Item
from newsletters.models.updates import Section, Update
from seslip.library.models import Document
from seslip.people.models import Person, User
from seslip.people.visibility import GuardedQuerySet, audience_q


def readable_q(user, edition: str = "") -> Q:
    """The edition at this path is current, its Update published and for one of this person's circles.

    Joins and not sub-queries: every surface asks this, and a sub-query in a sub-query is dear to build.
    """
    current = {f"{edition}is_current": True, f"{edition}update__state": Update.State.PUBLISHED}
    return Q(**current) & audience_q(user, f"{edition}update__audience")


class EditionQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Current editions of the published Updates this person may see."""
        return self.filter(readable_q(user)).scoped()


class Edition(models.Model):
    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="editions")
    serial = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    introduction = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    correction = models.CharField(
        max_length=300, blank=True, help_text="What was corrected, as readers see it."
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-update__date", "-serial"]
        constraints = [
            models.UniqueConstraint(fields=["update", "serial"], name="newsletters_edition_serial_once"),
            models.UniqueConstraint(
                fields=["update"], condition=Q(is_current=True), name="newsletters_edition_one_current"
            ),
        ]

    def __str__(self):
        return f"{self.update}, edition {self.serial}"


class EditionItemQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Items of current editions this person may see, for the circles of each item today."""
        return self.filter(readable_q(user, "edition__"), audience_q(user, "item__audience")).scoped()

    def of_readable(self, editions, user):
        """The same, of editions that `Edition.visible_to` gave this person a moment ago: asked only once."""
        return self.filter(audience_q(user, "item__audience"), edition__in=editions).scoped()

    def of(self, section: Section):
        return self.filter(section=section)


class EditionItem(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="items")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="published_as")
    section = models.CharField(max_length=9, choices=Section)
    position = models.PositiveSmallIntegerField()
    programme = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    action = models.TextField(blank=True)
    status = models.CharField(max_length=13, choices=Item.Status, default=Item.Status.FIRM)
    ends_on = models.DateField(null=True)
    dates = models.JSONField(default=list, help_text="As published: year, month, day, note, about, kind.")

    objects = EditionItemQuerySet.as_manager()

    class Meta:
        ordering = ["-section", "position", "pk"]

    def __str__(self):
        return self.programme


class EditionActionQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Actions of the items this person may see."""
        shown = audience_q(user, "edition_item__item__audience")
        return self.filter(readable_q(user, "edition_item__edition__"), shown).scoped()

    def of_readable(self, items):
        """The same, of items that were found visible a moment ago."""
        return self.filter(edition_item__in=items).scoped()


class EditionAction(models.Model):
    edition_item = models.ForeignKey(EditionItem, on_delete=models.CASCADE, related_name="actions")
    origin = models.ForeignKey(Action, null=True, on_delete=models.SET_NULL, related_name="published_as")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    by_when = models.DateField(null=True)
    who = models.CharField(max_length=8, choices=Action.Who)
    named = models.TextField(blank=True, help_text="The councils named, as published.")
    wants = models.CharField(max_length=8, choices=Action.Wants)
    contact = models.CharField(max_length=120, blank=True)

    objects = EditionActionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.what


class EditionToolQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Tools of current editions this person may see, for the circles of each document today."""
        shown = audience_q(user, "document__audience")
        return self.filter(readable_q(user, "edition__"), shown).scoped()

    def of_readable(self, editions, user):
        """The same, of editions that `Edition.visible_to` gave this person a moment ago: asked only once."""
        return self.filter(audience_q(user, "document__audience"), edition__in=editions).scoped()


class EditionTool(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tools")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.CharField(max_length=60, blank=True)

    objects = EditionToolQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class EditionContact(models.Model):
    """Name and responsibility as published; the person's e-mail and telephone are asked for each time."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    responsibility = models.CharField(max_length=200)
    organisation = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.responsibility}: {self.name}"
