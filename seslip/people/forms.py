from django import forms
from django.utils.text import capfirst

from seslip.people.models import Circle, Roll

GROUPS = {
    "": (Circle.Kind.EVERYONE, Circle.Kind.MEMBERS, Circle.Kind.TEAM),
    "Named circles": (Circle.Kind.NAMED,),
    "Holders of a post": (Circle.Kind.POST,),
    "People of a council or partner": (Circle.Kind.COUNCIL,),
}


class AudienceField(forms.ModelChoiceField):
    """Who can see a thing: a plain list, widest first, each with the number of people it opens it to."""

    def __init__(self, queryset=None, **kwargs):
        kwargs.setdefault("empty_label", "Choose who can see this")
        super().__init__(Circle.objects.that_can_be_chosen(), **kwargs)
        self.choices = self._grouped

    def label_from_instance(self, circle):
        return capfirst(circle.in_words)

    def _grouped(self):
        # Asked for afresh each time: the field of a form is made once a process, and would remember.
        circles, roll = list(self.queryset.all()), Roll()
        yield "", self.empty_label
        for heading, kinds in GROUPS.items():
            inside = [circle for kind in kinds for circle in circles if circle.kind == kind]
            group = [(circle.pk, capfirst(roll.sentence(circle))) for circle in inside]
            yield from [(heading, group)] if heading else group
