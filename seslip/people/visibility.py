"""Who sees a thing: one rule, and querysets that cannot be read until it has been asked.

A restricted thing has an `audience`, a Circle. A person sees it when that circle is among theirs.
The team sees every audience; what stands inside the peer challenge room has rules of its own and does
not use this module's.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from seslip.people.access import Permission


class Unscoped(RuntimeError):
    """A guarded queryset was read before anyone said for whom."""


def audience_q(user, path: str = "audience") -> Q:
    """The rule: the audience at `path` is among the circles of this person."""
    if user.is_authenticated and user.may(Permission.SEE_ALL_AUDIENCES):
        return Q()
    return Q(**{f"{path}__in": circle_ids(user)})


def circle_ids(user) -> frozenset[int]:
    """The circles of this person, worked out once a request."""
    from seslip.people.models import Circle

    if not hasattr(user, "_circle_ids"):
        user._circle_ids = Circle.objects.ids_of(user)
    return user._circle_ids


class GuardedQuerySet(models.QuerySet):
    """Rows cannot be read before `visible_to(user)` or `unscoped("why")`.

    Writing, exists() and counting through another model stay open: the canary tests watch those.
    """

    _scoped = False

    def visible_to(self, user) -> Self:
        """Those whose audience is among the circles of this person; see the model for more."""
        return self.filter(audience_q(user)).scoped()

    def unscoped(self, why: str) -> Self:
        """Every row; `why` says who is reading and that it is theirs to read."""
        if not why:
            raise ValueError("Say why every row may be read.")
        return self.scoped()

    def scoped(self) -> Self:
        clone = self._chain()
        clone._scoped = True
        return clone

    def _clone(self):
        clone = super()._clone()
        clone._scoped = self._scoped
        return clone

    def _guard(self):
        if not self._scoped and not self.query.is_empty():
            raise Unscoped(f'{self.model.__name__}: say visible_to(user) or unscoped("why") first.')

    def _fetch_all(self):
        if self._result_cache is None:
            self._guard()
        super()._fetch_all()

    def iterator(self, *args, **kwargs):
        self._guard()
        return super().iterator(*args, **kwargs)

    def count(self):
        if self._result_cache is None:
            self._guard()
        return super().count()

    def aggregate(self, *args, **kwargs):
        self._guard()
        return super().aggregate(*args, **kwargs)

    def __or__(self, other):
        both = super().__or__(other)
        both._scoped = self._scoped and other._scoped
        return both

    def __and__(self, other):
        both = super().__and__(other)
        both._scoped = self._scoped or other._scoped
        return both

    def union(self, *others, **kwargs):
        both = super().union(*others, **kwargs)
        both._scoped = self._scoped and all(other._scoped for other in others)
        return both


GuardedManager = models.Manager.from_queryset(GuardedQuerySet, "GuardedManager")


class AudienceModel(models.Model):
    """Something a circle of people may see."""

    audience = models.ForeignKey(
        "people.Circle",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="who can see this",
        # Few circles, most things for everyone: an index on it only leads the database astray.
        db_index=False,
    )

    objects = GuardedManager()

    class Meta:
        abstract = True
