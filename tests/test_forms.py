"""Forms as a person meets them: every label, hint and error belongs to its field."""

import pytest
from bs4 import BeautifulSoup
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template.loader import render_to_string

from seslip.forms import FormHelper, SampleForm, error_list


def shown(form):
    return BeautifulSoup(render_crispy_form(form), "html.parser")


@pytest.mark.parametrize("data", [None, {}], ids=["untouched", "with errors"])
def test_every_id_that_is_pointed_to_exists(data):
    page = shown(SampleForm(data))
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    pointed_to = {id for tag in page.select("[aria-describedby]") for id in tag["aria-describedby"].split()}
    pointed_to |= {label["for"] for label in page.select("label")}
    assert pointed_to
    assert pointed_to <= set(ids)


def test_error_is_tied_to_its_field():
    page = shown(SampleForm({}))
    assert page.select_one("#id_email")["aria-describedby"] == "id_email_helptext id_email_error"
    assert page.select_one("#id_email")["aria-invalid"] == "true"
    assert "Fill in “E-mail address”." in page.select_one("#id_email_error").text


def test_what_is_missing_is_named():
    assert [message for _, message in error_list(SampleForm({}))] == [
        "Fill in “Your name”.",
        "Fill in “E-mail address”.",
        "Choose an answer for “Council”.",
        "Choose an answer for “How often”.",
        "Choose a file for “Paper”.",
        "Tick “I have read how my details are used”.",
    ]


class Odd(forms.Form):
    email, day, address = forms.EmailField(), forms.DateField(), forms.URLField(assume_scheme="https")
    own = forms.DateField(error_messages={"invalid": "Its own words."})


def test_what_cannot_be_read_is_told_by_an_example():
    form = Odd({"email": "ann", "day": "soon", "address": "x y", "own": "soon"})
    FormHelper(form)
    assert [message for _, message in error_list(form)] == [
        "Write the e-mail address like name@example.org.",
        "Write the day like 4 June 2030.",
        "Write the address like https://www.example.org.",
        "Its own words.",
    ]


def test_choices_stand_in_a_fieldset_described_by_hint_and_error():
    fieldset = shown(SampleForm({})).select_one("#div_id_often fieldset")
    assert fieldset.legend.text.strip() == "How often"
    assert fieldset["aria-describedby"] == "id_often_helptext id_often_error"
    assert [label.text for label in fieldset.select("label")] == ["Once a week", "As soon as there is news"]


def test_only_optional_fields_say_so():
    page = shown(SampleForm())
    optional = [label.text for label in page.select("label, legend") if "(optional)" in label.text]
    assert optional == ["Anything else (optional)\n", "What about (optional)\n"]


def test_form_with_a_file_can_carry_it_and_leaves_checking_to_us():
    form = shown(SampleForm()).form
    assert form["enctype"] == "multipart/form-data"
    assert form.has_attr("novalidate")
    assert form.button["type"] == "submit"


def test_summary_leads_to_each_field_and_to_the_first_of_choices():
    summary = BeautifulSoup(
        render_to_string("components/_errors.html", {"form": SampleForm({})}), "html.parser"
    )
    links = [link["href"] for link in summary.select("a")]
    assert links == [f"#{id}" for id, _ in error_list(SampleForm({}))]
    assert "#id_often_0" in links
    ids = {tag["id"] for tag in shown(SampleForm({})).select("[id]")}
    assert {link[1:] for link in links} <= ids


def test_summary_of_several_forms_keeps_their_order():
    class Answer(forms.Form):
        words = forms.CharField(error_messages={"required": "Write an answer"})

        def clean(self):
            raise forms.ValidationError("Nothing was chosen")

    answers = forms.formset_factory(Answer, min_num=1, validate_min=True)
    formset = answers({"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1})
    assert error_list(Answer({}), formset) == [
        ("", "Nothing was chosen"),
        ("id_words", "Write an answer"),
        ("", "Nothing was chosen"),
        ("id_form-0-words", "Write an answer"),
    ]
