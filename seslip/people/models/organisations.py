from django.db import models
from django.db.models import Exists, OuterRef, Q

from seslip.people.models.periods import PeriodModel


class OrganisationQuerySet(models.QuerySet):
    def councils(self):
        return self.filter(kind=Organisation.Kind.COUNCIL)

    def members(self, day=None):
        """The full members of the alliance on that day: the region's councils."""
        return self._in_alliance(Membership.Kind.MEMBER, day)

    def data_only(self, day=None):
        return self._in_alliance(Membership.Kind.DATA_ONLY, day)

    def _in_alliance(self, kind, day):
        current = Membership.objects.current(day).filter(organisation=OuterRef("pk"), kind=kind)
        return self.filter(Exists(current))

    def in_the_programme(self, day=None):
        """The members, who takes only data, and whatever is no council: partners and regional bodies."""
        return self._in_any(Membership.objects.current(day))

    def ever_in_the_programme(self):
        """What was kept for a council stays its own after it has left."""
        return self._in_any(Membership.objects.all())

    def _in_any(self, memberships):
        theirs = memberships.filter(organisation=OuterRef("pk"))
        return self.filter(Exists(theirs) | ~Q(kind=Organisation.Kind.COUNCIL))


class Organisation(models.Model):
    """A council, a partner such as the LGA or the DfE, or a regional body."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        PARTNER = "partner", "Partner"
        REGIONAL = "regional", "Regional body"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    region = models.CharField(max_length=40, blank=True)
    council_type = models.CharField("type of council", max_length=30, blank=True)
    gss_code = models.CharField("GSS code", max_length=9, blank=True)
    dfe_code = models.CharField("DfE code", max_length=4, blank=True)
    also_known_as = models.CharField(
        max_length=200, blank=True, help_text="Short forms people write, with commas: IoW, RBWM."
    )
    children = models.PositiveIntegerField(
        "people of 0 to 17",
        null=True,
        blank=True,
        help_text="ONS estimate of mid-2024.",
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def short_forms(self) -> list[str]:
        return [form.strip() for form in self.also_known_as.split(",") if form.strip()]


class Membership(PeriodModel):
    """A council's place in the alliance. Data-only subscribers are not members."""

    class Kind(models.TextChoices):
        MEMBER = "member", "Member"
        DATA_ONLY = "data-only", "Data only"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta(PeriodModel.Meta):
        ordering = ["organisation__name", "starts"]

    def __str__(self):
        return f"{self.organisation}: {self.get_kind_display()}"
