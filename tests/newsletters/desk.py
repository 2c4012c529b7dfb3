"""What a browser would send from the pages of the desk, for tests."""

from html.parser import HTMLParser

from django.urls import reverse


class _Form(HTMLParser):
    """The fields of the form with this id, as a browser sends them: no script has run."""

    def __init__(self, form_id):
        super().__init__(convert_charrefs=True)
        self.form_id, self.inside, self.fields = form_id, False, {}
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = self.form_id in (None, attrs.get("id"))
        elif not self.inside:
            return
        elif tag == "input" and "name" in attrs:
            self._input(attrs)
        elif tag == "textarea":
            self.textarea = attrs["name"]
            self.fields.setdefault(self.textarea, []).append("")
        elif tag == "select":
            self.select = attrs["name"]
        elif tag == "option" and self.select and "selected" in attrs:
            self.fields.setdefault(self.select, []).append(attrs.get("value", ""))

    def _input(self, attrs):
        can_be_ticked = attrs.get("type") in ("checkbox", "radio")
        if can_be_ticked and "checked" not in attrs:
            return
        self.fields.setdefault(attrs["name"], []).append(attrs.get("value", "on" if can_be_ticked else ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None

    def handle_data(self, data):
        if self.textarea:
            words = self.fields[self.textarea][-1] + data
            self.fields[self.textarea][-1] = words.removeprefix("\n")


def fields(response, form_id="desk") -> dict:
    """The fields of a form of this page, ready to be sent."""
    form = _Form(form_id)
    form.feed(response.content.decode())
    return {name: values for name, values in form.fields.items() if name != "csrfmiddlewaretoken"}


def address(name, update=None) -> str:
    return reverse(f"admin:newsletters_update_{name}", args=[update.pk] if update else [])


def row_of(typed: dict, item) -> str:
    """The prefix of the row about this item."""
    found = [name for name, values in typed.items() if name.endswith("-item") and values == [str(item.pk)]]
    return found[0].removesuffix("-item")
