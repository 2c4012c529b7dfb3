from django import forms
from django.utils.html import format_html
from django.utils.text import Truncator

from seslip.library.actions import refuse_same_again
from seslip.library.models import Document, Folder, Version
from seslip.library.uploads import UploadField
from seslip.people.forms import AudienceField
from seslip.people.models import Person
from seslip.topics.models import Topic


class DocumentForm(forms.ModelForm):
    """A document and, if one is chosen, the file that becomes its next version."""

    user = None  # whoever fills it in; the admin says

    audience = AudienceField(label="Who can see this")
    file = UploadField(label="Add a file", required=False)
    take_back = forms.ModelMultipleChoiceField(
        label="Versions that should not have gone out",
        queryset=Version.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick one to take it back: from then on only those who keep the library open it.",
    )
    new_tags = forms.CharField(
        label="Other tags", required=False, max_length=300, help_text="Words not in the list, with commas."
    )

    class Meta:
        model = Document
        fields = ["title"]  # the admin's fieldsets name the rest
        widgets = {"topics": forms.CheckboxSelectMultiple, "tags": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Person.objects.visible_to(self.user)
        self.fields["folder"].queryset = Folder.objects.visible_to(self.user)
        self.fields["take_back"].queryset = self._versions().filter(taken_back_at=None)
        mine = self.instance.topics.values("pk") if self.instance.pk else []
        self.fields["topics"].queryset = Topic.objects.open() | Topic.objects.filter(pk__in=mine)
        if self.instance.audience_id:
            sentence = self.instance.audience.sentence()
            self.fields["audience"].help_text = format_html("Who sees it now: {}.", sentence)

    def full_clean(self):
        """A browser does not keep a chosen file: when something else was wrong, it has to be chosen again."""
        super().full_clean()
        chosen = self.files.get("file") if self.is_bound else None
        if chosen and self.errors and "file" not in self.errors:
            name = Truncator(chosen.name).chars(60)
            self.add_error("file", f"Choose {name} again: browsers do not keep a chosen file.")

    def propose_audience(self) -> None:
        """A folder's circle is what most of its papers are for: filled in, said, and saved only when seen."""
        folder = self.cleaned_data.get("folder")
        if folder is None or self.data.get(self.add_prefix("audience")):
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("audience")] = str(folder.audience_id)
        self.errors.pop("audience", None)
        who = folder.audience.sentence()
        self.add_error("audience", f"Those who see the folder are filled in: {who}. Check it and save again.")

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload:
            refuse_same_again(upload, self._versions())
        return upload

    def clean_new_tags(self):
        return [name.strip() for name in self.cleaned_data["new_tags"].split(",") if name.strip()]

    def clean(self):
        cleaned = super().clean()
        self.propose_audience()
        if cleaned.get("file") and not cleaned.get("url"):
            cleaned["kind"] = Document.Kind.FILE
        if cleaned.get("kind") == Document.Kind.FILE and self._lacks_file(cleaned):
            self.add_error("file", "Choose the file.")
        if self._lost_address(cleaned):
            self.add_error("url", "Give the address of the link or video.")
        if cleaned.get("on_request") and not cleaned.get("conditions"):
            self.add_error("conditions", "Say on what conditions it is given to those who ask.")
        return cleaned

    def _lost_address(self, cleaned) -> bool:
        """A link is given its address; one that came in without may wait until somebody finds it."""
        given = cleaned.get("url") or cleaned.get("kind") == Document.Kind.FILE
        if given or {"url", "file"} & set(self.errors):
            return False
        return not cleaned.get("on_request") and (not self.instance.pk or bool(self.initial.get("url")))

    def _lacks_file(self, cleaned) -> bool:
        given = cleaned.get("file") or cleaned.get("on_request") or "file" in self.errors
        return not given and not self._versions().exists()

    def _versions(self):
        if not self.instance.pk:
            return Version.objects.none()
        return Version.objects.visible_to(self.user).filter(document=self.instance)

    def same_elsewhere(self):
        """Other documents that already hold the chosen file, among those this person sees."""
        upload = self.cleaned_data.get("file")
        same = Version.objects.visible_to(self.user).filter(sha256=upload.sha256 if upload else "")
        others = Document.objects.visible_to(self.user).exclude(pk=self.instance.pk)
        return others.filter(pk__in=same.values("document"))
