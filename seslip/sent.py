"""What a form or an address was sent with, and doing what it asks."""

from django.contrib import messages
from django.core.paginator import InvalidPage, Page, Paginator

from seslip import drafts
from seslip.refusals import Refused


def number_in(sent, name: str) -> int:
    """The whole number a hidden field came with; 0 where it holds something else."""
    typed = sent.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


def page_of(paginator: Paginator, number: str) -> tuple[Page, str]:
    """The page asked for; where there is none, the first and the number that was asked for."""
    try:
        return paginator.page(number), ""
    except InvalidPage:
        return paginator.page(1), number


def done(request, form, action, *, field: str | None = None, **about):
    """What the action made, or True; False where the form was not sent, or the action refused.

    The reason then stands beside what was typed. A form whose fields are not what the action takes has
    `wanted()`.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    asked = form.wanted() if hasattr(form, "wanted") else form.cleaned_data
    try:
        made = action(by=request.user, **about, **asked)
    except Refused as refused:
        form.add_error(field, str(refused))
        return False
    drafts.forget(request)
    return made or True


def pressed(request, action, **asked):
    """As `done`, for a button without a form: the reason stands above the next page."""
    try:
        return action(by=request.user, **asked) or True
    except Refused as refused:
        messages.error(request, str(refused))
        return False
