from django import forms

from networks.peer_challenge.incoming import taken_in
from networks.peer_challenge.models import Paper
from seslip.forms import FormHelper
from seslip.library.uploads import UploadField

KINDS = dict(Paper.Kind.choices)


class PaperField(UploadField):
    """A PDF, looked into and cleaned. Anything else is refused, with the reason and how to save one."""

    def __init__(self, **kwargs):
        widget = forms.FileInput(attrs={"accept": ".pdf,application/pdf"})
        words = "A PDF. Its author, title, comments and attachments are taken off before anybody reads it."
        super().__init__(widget=widget, help_text=words, **kwargs)

    def clean(self, data, initial=None):
        upload = forms.FileField.clean(self, data, initial)
        return taken_in(upload) if upload else None


class UploadForm(forms.Form):
    paper = PaperField(label="Paper")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self, button="Put it in")

    def wanted(self) -> dict:
        """What the action is asked to put in."""
        return {"incoming": self.cleaned_data["paper"]}
