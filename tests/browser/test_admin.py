"""Every page of the admin that Petra can open, whatever is registered: its list, its form, its first row."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from seslip.people.access import ADMIN_NEEDS
from tests.newsletters.shelf import fill_the_shelf

pytestmark = pytest.mark.browser

MODELS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in ADMIN_NEEDS or model._meta.label_lower in ADMIN_NEEDS
]


def addresses(model, request):
    """The pages of this model that this person may open."""
    of_model, name = admin.site._registry[model], f"admin:{model._meta.app_label}_{model._meta.model_name}"
    if of_model.has_view_permission(request):
        yield reverse(f"{name}_changelist")
        rows = model._default_manager
        first = (rows.unscoped("a test") if hasattr(rows, "unscoped") else rows.all()).first()
        if first is not None:
            yield reverse(f"{name}_change", args=[first.pk])
    if of_model.has_add_permission(request):
        yield reverse(f"{name}_add")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_admin_of_a_model_is_fit_for_everyone(model, inspect, cast, rf):
    fill_the_shelf()
    request = rf.get("/")
    request.user = cast["petra"]
    opened = list(addresses(model, request))
    assert opened
    for address in opened:
        inspect(address, cast["petra"], is_enriched=True)


def test_first_page_of_the_admin_is_fit_for_everyone(inspect, cast):
    inspect(reverse("admin:index"), cast["petra"], is_enriched=True)


def test_models_that_nobody_may_open_are_left_out(rf, cast):
    request = rf.get("/")
    request.user = AnonymousUser()
    assert not [address for model in MODELS for address in addresses(model, request)]
