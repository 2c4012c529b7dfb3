"""Kinds of content the search page knows. Areas offer theirs: registry.offer("searchable", kind)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from seslip import registry


@dataclass(frozen=True)
class Words:
    """What can be found of one thing. Never anything that part of its circle may not read."""

    title: str
    body: str
    url: str
    day: dt.date | None = None


@dataclass(frozen=True)
class Kind:
    """One kind: its model, who may find which (`visible_to`), all there are, and the words of one of them."""

    name: str
    one: str
    many: str
    model: type[models.Model]
    visible_to: Callable
    everything: Callable
    words_of: Callable[[models.Model], Words]


def kinds() -> list[Kind]:
    return registry.offered("searchable")


def kind_of(model: type[models.Model]) -> Kind:
    return next(kind for kind in kinds() if kind.model is model)
