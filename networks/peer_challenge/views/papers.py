"""A paper: its versions, the reader's copy, putting one in, signing it off, and who has read it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header, urlencode
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from networks.peer_challenge import readers, reading, who_reads
from networks.peer_challenge.access import Document
from networks.peer_challenge.actions import papers as actions
from networks.peer_challenge.actions.refusals import Refused
from networks.peer_challenge.forms.papers import KINDS, UploadForm
from networks.peer_challenge.models import Paper, PaperVersion, Place
from networks.peer_challenge.views.agreed import may_follow_up, may_write
from networks.peer_challenge.wall import CHANGE, DRAFTS, FINALS, OWN_COUNCIL, PUT_IN, Guarded, allowed
from seslip.audit.models import Event


@require_safe
def paper_page(request, pk):
    """What of a paper this person may read, and what they may do about it."""
    paper = _paper(request.user, pk)
    versions = list(
        PaperVersion.objects.visible_to(request.user)
        .filter(paper=paper)
        .select_related("settled_by__person", "added_by__person")
    )
    leads = Paper.objects.led_by(request.user).filter(pk=pk).exists()
    watches = Paper.objects.watched_by(request.user).filter(pk=pk).exists()
    context = {
        "paper": paper,
        "round": paper.round,
        "versions": versions,
        "to_settle": versions[0]
        if leads and versions and _may_settle(request.user, paper, versions[0])
        else None,
        "leads": leads,
        "may_upload": Place.objects.open_for(request.user, document_put_in(paper.kind), PUT_IN)
        .filter(round=paper.round, council=paper.council)
        .exists(),
        "actions": paper.actions.all() if paper.kind == Paper.Kind.NOTES else [],
        "may_write_actions": may_write(request.user, paper),
        "may_follow_up": may_follow_up(request.user, paper),
        "watches": watches,
        "readings": reading.readings_of(paper) if watches else [],
        "refusals": Event.objects.refusals_of(paper).count() if watches else 0,
        **_read_by(request.user, paper, versions),
    }
    return render(request, "peer_challenge/paper.html", context)


def _read_by(user, paper, versions) -> dict:
    """Who reads what counts: the newest version signed off or agreed, or else the draft."""
    shown = next((each for each in versions if each.is_newest_final), versions[0])
    document = reading.document_of(shown)
    this = Paper.objects.unscoped("it is being shown").filter(pk=paper.pk)
    standings = who_reads.standings_in(this, user, paper.round, document, Guarded())
    return {
        "shown": shown,
        "readers": readers.of_paper(paper, document),
        "who_reads": who_reads.sentence(paper.round, document),
        "standing": who_reads.in_words(standings[:1]),
    }


def _paper(user, pk) -> Paper:
    papers = Paper.objects.visible_to(user).select_related("round", "council")
    return get_object_or_404(papers, pk=pk)


def _may_settle(user, paper, newest) -> bool:
    """Only what is not settled yet; a self-assessment, while the council may still change it."""
    if newest.settled_at:
        return False
    if paper.kind == Paper.Kind.NOTES:
        return True
    return Paper.objects.open_for(user, Document.DRAFT_ASSESSMENT, CHANGE).filter(pk=paper.pk).exists()


@require_safe
def version_copy(request, pk, number):
    """The reader's copy, made for this download. The file as it came in leaves to nobody."""
    versions = PaperVersion.objects.visible_to(request.user).select_related("paper__round", "paper__council")
    version = get_object_or_404(versions, paper=pk, number=number)
    if not reading.has_undertaken(request.user, version.paper.round_id):
        back = urlencode({"next": request.path})
        return redirect(f"{version.paper.round.get_absolute_url()}undertaking/?{back}")
    response = HttpResponse(content_type="application/pdf")
    if request.method != "HEAD":
        response.content = reading.copy_for(request.user, version)
    paper = version.paper
    name = f"{paper.round.slug}-{paper.council.slug}-{paper.kind}-{number}.pdf"
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=slugify(name[:-4]) + ".pdf"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def upload(request, slug, council, kind):
    """Put a paper in: the council itself, or the team or facilitator on its behalf."""
    if kind not in KINDS:
        raise Http404
    place = get_object_or_404(
        Place.objects.visible_to(request.user).select_related("round", "council"),
        round__slug=slug,
        council__slug=council,
    )
    document = document_put_in(kind)
    if not Place.objects.open_for(request.user, document, PUT_IN).filter(pk=place.pk).exists():
        raise PermissionDenied(
            f"At this stage you cannot put in the {KINDS[kind].lower()} of {place.council}."
        )
    on_behalf = not Place.objects.filter(
        allowed(request.user, document, PUT_IN, Guarded(), among=OWN_COUNCIL), pk=place.pk
    ).exists()
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        version = _put_in(request, place, kind, form, on_behalf)
        if version:
            return redirect(_after(request.user, version, place.round))
    context = {
        "form": form,
        "place": place,
        "round": place.round,
        "kind": KINDS[kind],
        "on_behalf": on_behalf,
        **_will_be_read_by(place, kind),
    }
    return render(request, "peer_challenge/upload.html", context)


def _will_be_read_by(place, kind: str) -> dict:
    """Said before anything is put in: who reads it as it comes in, and who once it is settled."""
    document, final = document_put_in(kind), FINALS[kind]
    return {
        "readers": readers.of_council(place.round, place.council, document),
        "who_reads": who_reads.sentence(place.round, document),
        "then": who_reads.sentence(place.round, final) if final != document else "",
    }


def document_put_in(kind: str) -> Document:
    """What the tables call a paper of this kind as it comes in."""
    return DRAFTS.get(kind) or FINALS[kind]


def _put_in(request, place, kind, form, on_behalf) -> PaperVersion | None:
    incoming = form.cleaned_data["paper"]
    try:
        version = actions.put_in(
            place=place, kind=kind, incoming=incoming, on_behalf=on_behalf, by=request.user
        )
    except Refused as refused:
        form.add_error("paper", str(refused))
        return None
    pages = "1 page" if incoming.pages == 1 else f"{incoming.pages} pages"
    messages.success(request, f"{incoming.file.name} is in, as version {version.number}: {pages}.")
    if incoming.removed:
        messages.info(request, f"Taken off before anybody reads it: {', '.join(incoming.removed)}.")
    return version


def _after(user, version, round_):
    """To the paper, for whoever may read what they have put in; else to the round."""
    seen = PaperVersion.objects.visible_to(user).filter(pk=version.pk).exists()
    return version.paper if seen else round_


@require_POST
def settle(request, pk):
    """The leader signs off the newest version of a self-assessment, or agrees the notes."""
    paper = _led(request.user, pk)
    number = request.POST.get("version", "")
    number = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    newest = PaperVersion.objects.visible_to(request.user).filter(paper=paper).first()
    if newest is None or not _may_settle(request.user, paper, newest):
        raise PermissionDenied("There is nothing here to sign off at this stage.")
    verb = actions.agree if paper.kind == Paper.Kind.NOTES else actions.sign_off
    try:
        verb(paper=paper, number=number, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, f"Version {number} is {'agreed' if verb is actions.agree else 'signed off'}."
        )
    return redirect(paper)


@require_POST
def open_up(request, pk):
    """The leader shares the draft inside the council, or releases the notes to all; or takes it back."""
    paper, says_yes = _led(request.user, pk), request.POST.get("open") == "yes"
    if paper.kind == Paper.Kind.ASSESSMENT:
        actions.share_inside(paper=paper, shared=says_yes, by=request.user)
    elif paper.kind == Paper.Kind.NOTES:
        actions.release_notes(paper=paper, released=says_yes, by=request.user)
    else:
        raise Http404
    messages.success(request, "Done. It holds from now on.")
    return redirect(paper)


def _led(user, pk) -> Paper:
    paper = _paper(user, pk)
    if not Paper.objects.led_by(user).filter(pk=pk).exists():
        raise PermissionDenied("Only the council's own leader decides this.")
    return paper
