"""A paper: its versions, the reader's copy, putting one in, signing it off, and who has read it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from networks.peer_challenge import asking, readers, reading, who_reads
from networks.peer_challenge.actions import papers as actions
from networks.peer_challenge.forms.papers import KINDS, UploadForm
from networks.peer_challenge.models import Paper, PaperVersion, Place
from networks.peer_challenge.wall import FINALS, PUT_IN, Guarded, as_it_comes_in
from seslip.audit.models import Event
from seslip.sent import done, number_in, pressed


@require_safe
def paper_page(request, pk):
    """What of a paper this person may read, and what they may do about it."""
    paper = _paper(request.user, pk)
    versions = PaperVersion.objects.visible_to(request.user).filter(paper=paper)
    versions = list(versions.select_related("settled_by__person", "added_by__person"))
    context = {"paper": paper, "round": paper.round, "versions": versions}
    context |= _agreed(request.user, paper)
    context |= _may_do(request.user, paper, versions[0]) | _who_reads(request.user, paper, versions)
    return render(request, "peer_challenge/paper.html", context | _who_has_read(request.user, paper))


def _agreed(user, paper) -> dict:
    """The actions agreed in these notes: their words are the notes' own, so the undertaking comes first."""
    actions = paper.actions.all() if paper.kind == Paper.Kind.NOTES else []
    if actions and not reading.has_undertaken(user, paper.round_id):
        return {"actions": [], "undertaking_first": True}
    return {"actions": actions}


def _may_do(user, paper, newest) -> dict:
    """What is offered to this person beside the versions they read."""
    places = Place.objects.open_for(user, as_it_comes_in(paper.kind), PUT_IN)
    may_settle = not newest.settled_at and _is_among(Paper.objects.settled_by(user), paper)
    return {
        "to_settle": newest if may_settle else None,
        "leads": _is_among(Paper.objects.led_by(user), paper),
        "may_upload": places.filter(round=paper.round, council=paper.council).exists(),
        "may_write_actions": _is_among(Paper.objects.written_up_by(user), paper),
        "may_follow_up": _is_among(Paper.objects.followed_up_by(user), paper),
    }


def _is_among(papers, paper) -> bool:
    return papers.filter(pk=paper.pk).exists()


def _who_reads(user, paper, versions) -> dict:
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


def _who_has_read(user, paper) -> dict:
    """For whoever answers for the council."""
    if not _is_among(Paper.objects.watched_by(user), paper):
        return {"watches": False}
    return {
        "watches": True,
        "readings": reading.readings_of(paper),
        "refusals": Event.objects.refusals_of(paper).count(),
    }


def _paper(user, pk) -> Paper:
    papers = Paper.objects.visible_to(user).select_related("round", "council")
    return get_object_or_404(papers, pk=pk)


@require_safe
def version_copy(request, pk, number):
    """The reader's copy, made for this download. The file as it came in leaves to nobody."""
    versions = PaperVersion.objects.visible_to(request.user).select_related("paper__round", "paper__council")
    version = get_object_or_404(versions, paper=pk, number=number)
    reading.require_undertaking(request, version.paper.round)
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
    place = _place_to_put_in(request.user, slug, council, kind)
    form = UploadForm(request.POST or None, request.FILES or None)
    if version := done(request, form, actions.put_in, field="paper", place=place, kind=kind):
        _say_what_is_in(request, version, form.cleaned_data["paper"])
        return redirect(_after(request.user, version, place.round))
    context = {"form": form, "place": place, "round": place.round, "kind": KINDS[kind]}
    context["on_behalf"] = not asking.puts_in_own(request.user, kind).filter(pk=place.pk).exists()
    return render(request, "peer_challenge/upload.html", context | _will_be_read_by(place, kind))


def _place_to_put_in(user, slug, council, kind) -> Place:
    if kind not in KINDS:
        raise Http404
    places = Place.objects.visible_to(user).select_related("round", "council")
    place = get_object_or_404(places, round__slug=slug, council__slug=council)
    if not Place.objects.open_for(user, as_it_comes_in(kind), PUT_IN).filter(pk=place.pk).exists():
        what = KINDS[kind].lower()
        raise PermissionDenied(f"At this stage you cannot put in the {what} of {place.council}.")
    return place


def _will_be_read_by(place, kind: str) -> dict:
    """Said before anything is put in: who reads it as it comes in, and who once it is settled."""
    document, final = as_it_comes_in(kind), FINALS[kind]
    return {
        "readers": readers.of_council(place.round, place.council, document),
        "who_reads": who_reads.sentence(place.round, document),
        "then": who_reads.sentence(place.round, final) if final != document else "",
    }


def _say_what_is_in(request, version, incoming) -> None:
    pages = "1 page" if incoming.pages == 1 else f"{incoming.pages} pages"
    messages.success(request, f"{incoming.file.name} is in, as version {version.number}: {pages}.")
    if incoming.removed:
        messages.info(request, f"Taken off before anybody reads it: {', '.join(incoming.removed)}.")


def _after(user, version, round_):
    """To the paper, for whoever may read what they have put in; else to the round."""
    seen = PaperVersion.objects.visible_to(user).filter(pk=version.pk).exists()
    return version.paper if seen else round_


@require_POST
def settle(request, pk):
    """The leader signs off the newest version of a self-assessment, or agrees the notes."""
    paper = _paper(request.user, pk)
    number = number_in(request.POST, "version")
    is_notes = paper.kind == Paper.Kind.NOTES
    if pressed(request, actions.agree if is_notes else actions.sign_off, paper=paper, number=number):
        messages.success(request, f"Version {number} is {'agreed' if is_notes else 'signed off'}.")
    return redirect(paper)


@require_POST
def open_up(request, pk):
    """The leader shares the draft inside the council, or releases the notes to all; or takes it back."""
    paper, says_yes = _paper(request.user, pk), request.POST.get("open") == "yes"
    if paper.kind == Paper.Kind.ASSESSMENT:
        actions.share_inside(paper=paper, shared=says_yes, by=request.user)
    elif paper.kind == Paper.Kind.NOTES:
        actions.release_notes(paper=paper, released=says_yes, by=request.user)
    else:
        raise Http404
    messages.success(request, "Done. It holds from now on.")
    return redirect(paper)
