"""What a round says for the region: written by its facilitator, signed off by the programme team."""

from django.db import transaction
from django.utils import timezone

from networks.peer_challenge.access import Document, Stage
from networks.peer_challenge.actions.setting_up import lock
from networks.peer_challenge.models import Place, Round, Themes
from networks.peer_challenge.naming import names_in
from networks.peer_challenge.running import require_team
from networks.peer_challenge.wall import CHANGE
from seslip.audit.actions import record
from seslip.people.models import User
from seslip.refusals import Refused

CHANGED = "Somebody has changed the themes meanwhile. Read what they say now."
OWN_WORDS = "Somebody else of the programme team signs off what you wrote."
NOT_YET = "The themes are signed off at the stage “Themes”, when the programme team reads them."


def may_write(user: User, round_: Round) -> bool:
    """Whoever the table lets change them at this stage; the row names no council, so any will do."""
    return Place.objects.open_for(user, Document.THEMES, CHANGE).filter(round=round_).exists()


def is_open_to(user: User, round_: Round) -> bool:
    """Whether there are themes this person may read, or whether they write them."""
    return Themes.objects.visible_to(user).filter(round=round_).exists() or may_write(user, round_)


@transaction.atomic
def write(*, round_: Round, words: str, seen: int, by: User) -> Themes:
    """`seen`: the version the words were made from, 0 where there was none. A change ends a sign-off."""
    round_ = lock(round_)
    if not may_write(by, round_):
        raise Refused("The round has moved meanwhile, and the themes cannot be changed at its stage.")
    _refuse_names(words, round_)
    themes = _of(round_)
    if seen != (themes.version if themes else 0):
        raise Refused(CHANGED)
    themes = themes or Themes(round=round_, version=0)
    themes.words, themes.version, themes.written_by = words, themes.version + 1, by
    themes.signed_off_at = themes.signed_off_by = None
    themes.save()
    record("themes written", by=by, on=themes, round=round_.pk, version=themes.version)
    return themes


@transaction.atomic
def sign_off(*, round_: Round, seen: int, by: User) -> Themes:
    """The team stands by this version: from now on the DfE's advisers read it too."""
    require_team(by)
    round_ = lock(round_)
    themes = _of(round_)
    if themes is None or themes.version != seen:
        raise Refused(CHANGED)
    if round_.stage < Stage.THEMES:
        raise Refused(NOT_YET)
    if themes.signed_off_at:
        raise Refused("The themes were signed off before.")
    if themes.written_by_id == by.pk:
        raise Refused(OWN_WORDS)
    _refuse_names(themes.words, round_)
    themes.signed_off_at, themes.signed_off_by = timezone.now(), by
    themes.save(update_fields=["signed_off_at", "signed_off_by"])
    record("themes signed off", by=by, on=themes, round=round_.pk, version=seen)
    return themes


def _of(round_: Round) -> Themes | None:
    return Themes.objects.unscoped("written and signed off").filter(round=round_).first()


def _refuse_names(words: str, round_: Round) -> None:
    if named := names_in(words, round_):
        raise Refused(" ".join(named))
