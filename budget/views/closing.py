"""Closing a year: what is left is carried into the next, and the book takes nothing more."""

from django.contrib import messages
from django.shortcuts import redirect, render

from budget import sums
from budget.access import require_keeper
from budget.actions.closing import close_year
from budget.forms import CloseForm
from budget.models import Book, BookYear, Fund
from budget.views.pages import plan_of
from seslip.sent import done


def year_close(request, year):
    plan = plan_of(request.user, year)
    require_keeper(request.user)
    form = CloseForm(request.POST or None)
    if done(request, form, close_year, year=year):
        messages.success(request, "The year is closed.")
        return redirect("budget:entries", year)
    return render(request, "budget/close.html", {"plan": plan, "form": form, "books": _left(year)})


def _left(year: str) -> list[tuple[str, str, list[tuple[Fund, int]]]]:
    """Of the books that can be closed: its name, when it was closed, and what each fund has left."""
    funds = Fund.objects.in_bulk()
    books = BookYear.objects.filter(year=year, book__in=[Book.ACTUAL, Book.FORECAST])
    return [
        (
            book.get_book_display(),
            book.closed_on,
            [(funds[fund], amount) for fund, amount in sums.held_of(sums.moved(book)).items() if amount],
        )
        for book in books
    ]
