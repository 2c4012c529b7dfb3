"""The page an Update is written on."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from js_asset import Media

from newsletters import pdf
from newsletters.actions.editing import SavedByOther, copy_item
from newsletters.admin import conflict, findings
from newsletters.admin.addresses import address, trail
from newsletters.admin.sheet import WHY, Sheet
from newsletters.admin.stages import changed
from newsletters.admin.values import number
from newsletters.models import Update
from seslip import drafts
from seslip.audit.models import Event
from seslip.jobs.clockwork import standing
from seslip.people.models import Draft

GO_ON = {"_preview": "preview", "_publish": "publish", "_correct": "correct"}


def edit(request: HttpRequest, context: dict, update: Update) -> HttpResponse:
    if request.method == "POST":
        return _discard(request, update) if "_discard" in request.POST else _save(request, context, update)
    draft = drafts.kept_for(request)
    sheet = Sheet(update, request.user, drafts.typed_fields(draft) if draft else None)
    return _page(request, context, sheet, draft)


def _discard(request, update):
    drafts.forget(request)
    return redirect(address(update))


def form_context(request, sheet: Sheet) -> dict:
    """What every page with the desk's form on it needs."""
    return {
        "sheet": sheet,
        "errors": sheet.errors() if sheet.head.is_bound else [],
        "media": Media.from_media(sheet.media, nonce=request.csp_nonce),
        "sortable_script": f"adminsortable2/js/adminsortable2{'' if settings.DEBUG else '.min'}.js",
        "trail": trail(),
    }


def _page(request, context, sheet: Sheet, draft: Draft | None = None) -> HttpResponse:
    version = number(drafts.typed_fields(draft).get("version")) if draft else sheet.update.version
    if sheet.head.is_bound and not draft:
        version = number(sheet.head.data.get("version"))
    extra = form_context(request, sheet) | {
        "version": version,
        "draft": draft,
        "panel": findings.panel(sheet.update),
        "scheduler": standing("publish-due"),
        "pdf": pdf.standing(sheet.update),
        "changes": changed(request.user, sheet.update),
        "title": str(sheet.update),
    }
    if draft:
        extra["errors"] = []
    return TemplateResponse(request, "admin/newsletters/update/desk.html", context | extra)


def _save(request, context, update: Update) -> HttpResponse:
    version = number(request.POST.get("version"))
    if version != update.version:
        return _saved_by_other(request, context, update)
    data = conflict.settled(request.POST, Sheet(update, request.user))
    sheet = Sheet(update, request.user, data)
    if not sheet.is_valid():
        return _page(request, context, sheet)
    try:
        messages.success(request, _save_changes(request, sheet, version))
    except SavedByOther:
        return _saved_by_other(request, context, update)
    drafts.forget(request)
    return redirect(_next(request, update))


def _save_changes(request, sheet: Sheet, version: int) -> str:
    """Saves, and says so. A save without a change leaves the version alone: a proof stays good."""
    if not sheet.has_changed():
        return f"Nothing had changed in {sheet.update}."
    sheet.save(version=version, by=request.user)
    return _saved(sheet.update)


def _saved(update: Update) -> str:
    if update.state == Update.State.PUBLISHED:
        return (
            f"{update} is saved. Readers still get it as it was published, until you publish the correction."
        )
    return f"{update} is saved."


def _next(request, update: Update) -> str:
    """Where the button pressed leads; some do a little more first."""
    if findings.settle_asked(request, update):
        return address(update) + "#preflight"
    if item := update.items.unscoped(WHY).filter(pk=number(request.POST.get("_copy"))).first():
        copy = copy_item(update=update, item=item, by=request.user)
        return f"{address(update)}#at-item-{copy.pk}"
    name = next((name for button, name in GO_ON.items() if button in request.POST), "change")
    return address(update, name)


def _saved_by_other(request, context, update: Update) -> HttpResponse:
    """Both texts side by side; what was typed stays in the page, and is kept besides."""
    drafts.keep(user_id=request.user.pk, path=request.path, fields=request.POST, why=Draft.Why.SAVED_BY_OTHER)
    now = Update.objects.unscoped(WHY).get(pk=update.pk)
    mine, theirs = Sheet(update, request.user, request.POST), Sheet(now, request.user)
    found = conflict.differences(mine, theirs)
    typed = [(name, value) for name, values in request.POST.lists() for value in values if _is_typed(name)]
    extra = {
        "title": "Somebody else has saved this Update",
        "differences": [each for each in found if not each.is_quiet],
        "quiet": [each for each in found if each.is_quiet],
        "added": conflict.added(mine, theirs),
        "typed": typed,
        "version": now.version,
        "saved": _last_saved(now),
    }
    return TemplateResponse(request, "admin/newsletters/update/conflict.html", context | extra, status=409)


def _last_saved(update: Update) -> Event | None:
    """Who saved it last, and when."""
    saves = Event.objects.filter(kind=update._meta.label_lower, object_id=update.pk, verb="update saved")
    return saves.select_related("by__person").first()


def _is_typed(name: str) -> bool:
    return name not in ("csrfmiddlewaretoken", "version") and not name.startswith(conflict.KEEP)
