"""Moving money in the budget from one line to another: one person asks, another decides."""

from django.db import transaction
from django.utils import timezone

from budget.actions.ledger import Transfer, balance, book_year, enter
from budget.models import Account, Book, Entry, Virement
from budget.money import words as money
from seslip.audit.actions import record
from seslip.people.access import Permission
from seslip.people.models import Circle, User
from seslip.refusals import Refused
from workstreams.years import first_day, last_day

SPENT = (Account.Kind.LINE, Account.Kind.PROJECT)
NOT_YOURS = "The treasurer or the programme manager decides, and never whoever asked."


@transaction.atomic
def ask_virement(
    *, year: str, source: Account, target: Account, pence: int, reason: str, by: User
) -> Virement:
    """Ask for it: inside one fund, from what the budget has there, with a reason."""
    if not by.may(Permission.KEEP_BUDGET):
        raise Refused("The programme team and the treasurer ask for virements.")
    held = book_year(Book.BUDGET, year)
    _possible(held, source, target, pence)
    if not reason.strip():
        raise Refused("Say why the money is moved.")
    virement = Virement.objects.create(
        book_year=held, source=source, target=target, pence=pence, reason=reason, asked_by=by
    )
    record("virement asked for", by=by, on=virement, pence=pence)
    return virement


def _possible(held, source: Account, target: Account, pence: int) -> None:
    if source.kind not in SPENT or target.kind not in SPENT or source == target:
        raise Refused("Money moves from one line or project to another.")
    if source.fund_id != target.fund_id:
        raise Refused(f"Money of {source.fund} stays in that fund: it cannot go to {target}.")
    if pence <= 0:
        raise Refused("An amount is above nought.")
    has = balance(source, held)
    if pence > has:
        raise Refused(f"{source} has {money(has)} in the budget, which is less than {money(pence)}.")


@transaction.atomic
def approve_virement(*, virement: Virement, by: User) -> Virement:
    """Agree to it: the budget changes at once, by an entry that everyone can see."""
    virement = _open(virement, by)
    held = book_year(virement.book_year.book, virement.book_year.year)
    _possible(held, virement.source, virement.target, virement.pence)
    virement.entry = enter(
        book=held.book,
        year=held.year,
        sort=Entry.Sort.VIREMENT,
        day=_day_in(held.year),
        words=f"Virement: {virement.reason}",
        transfers=[Transfer(virement.source, virement.target, virement.pence)],
        audience=Circle.objects.everyone(),
        by=by,
    )
    return _decided(virement, Virement.State.APPROVED, by)


@transaction.atomic
def refuse_virement(*, virement: Virement, by: User) -> Virement:
    return _decided(_open(virement, by), Virement.State.REFUSED, by)


def _open(virement: Virement, by: User) -> Virement:
    virements = Virement.objects.select_for_update(of=["self"]).select_related(
        "book_year", "source__fund", "target__fund"
    )
    virement = virements.get(pk=virement.pk)
    if not by.may(Permission.APPROVE_VIREMENTS) or by.pk == virement.asked_by_id:
        raise Refused(NOT_YOURS)
    if virement.state != Virement.State.ASKED:
        raise Refused(f"This virement is {virement.get_state_display().lower()} already.")
    return virement


def _decided(virement: Virement, state: str, by: User) -> Virement:
    virement.state, virement.decided_by, virement.decided_at = state, by, timezone.now()
    virement.save()
    record(f"virement {state}", by=by, on=virement, pence=virement.pence)
    return virement


def _day_in(year: str):
    """Today, or the nearest day of that year."""
    return min(max(timezone.localdate(), first_day(year)), last_day(year))
