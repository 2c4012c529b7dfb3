"""What every installation is given to begin with."""

import io

from django.core.management import call_command

from seslip.people.models import Organisation


def test_every_member_council_has_its_number_of_children(reference):
    assert not Organisation.objects.members().filter(children=None).exists()
    kent, wight = (Organisation.objects.get(slug=slug) for slug in ("kent", "isle-of-wight"))
    assert kent.children > 10 * wight.children


def test_loading_again_keeps_the_numbers(reference):
    before = list(Organisation.objects.values_list("slug", "children"))
    call_command("load_reference", stdout=io.StringIO())
    assert list(Organisation.objects.values_list("slug", "children")) == before
