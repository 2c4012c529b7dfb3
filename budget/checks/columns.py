"""Do the columns add up, and is what is left carried on?"""

from budget.checks.seen import Seen
from budget.copies import Amounts, Row
from budget.funding import CORE, fund_of_income, funds_of, shares_of
from budget.money import words
from workstreams.checks.findings import Finding, Looked, count


def amounts(seen: Seen) -> Looked:
    """Every cell of a figure is an amount or a blank."""
    findings = [Finding(code="amount", place="Table 3", words=each) for each in seen.budget.troubles]
    rows = len(seen.budget.income) + len(seen.budget.spending)
    return Looked(f"{count(rows, 'row')} in {count(len(seen.budget.columns), 'column')}.", findings)


def totals(seen: Seen) -> Looked:
    """Income and spending against their totals, column by column."""
    findings, said = [], []
    for kind, rows, stated in seen.halves:
        sums = sums_of(rows, len(seen.budget.columns))
        said.append(f"{kind} {' / '.join(words(each) for each in sums)}")
        if not stated:
            findings.append(Finding(code="column-total", place="Table 3", words=f"{kind} has no total."))
        for column, total, sum_ in zip(seen.budget.columns, stated, sums, strict=False):
            if total != sum_:
                findings.append(_total(kind, column.head, total, sum_))
    return Looked("; ".join(said) + ".", findings)


def _total(kind: str, head: str, stated: int | None, sum_: int) -> Finding:
    difference = words(abs(sum_ - (stated or 0)))
    return Finding(
        code="column-total",
        place=f"Table 3, {kind.lower()}, {head}",
        words=f"The total says {words(stated)}; the rows sum to {words(sum_)}: {difference} apart.",
        stated=words(stated),
        found=words(sum_),
    )


def sums_of(rows: tuple[Row, ...], width: int) -> list[int]:
    return [sum(row.amounts[column] or 0 for row in rows) for column in range(width)]


def carried(seen: Seen) -> Looked:
    """Income less spending is what is carried forward, by the totals as stated."""
    budget = seen.budget
    findings, said = [], []
    for index, column in enumerate(budget.columns):
        left = _at(budget.total_in, index) - _at(budget.total_out, index)
        stated = [row[index] for _, row in budget.carried if _has(row, index)]
        said.append(words(left))
        if stated != [left]:
            was = words(stated[0]) if stated else "nothing"
            findings.append(
                Finding(
                    code="carried-forward",
                    place=f"Table 3, {column.head}",
                    words=f"Income less spending is {words(left)}; carried forward is {was}.",
                    found=words(left),
                )
            )
    return Looked(f"Income less spending: {' / '.join(said)}.", findings)


def _at(amounts: Amounts, index: int) -> int:
    return (amounts[index] or 0) if index < len(amounts) else 0


def _has(amounts: Amounts, index: int) -> bool:
    return index < len(amounts) and amounts[index] is not None


def opening(seen: Seen) -> Looked:
    """The year opens with what the forecast of the year before carries forward."""
    budget = seen.budget
    forecast = next((i for i, each in enumerate(budget.columns) if each.book == "forecast"), None)
    row = budget.opening
    if forecast is None or row is None:
        return Looked("There is no forecast, or no opening line.")
    closing = [amounts[forecast] for _, amounts in budget.carried if _has(amounts, forecast)]
    opens = row.amounts[-1]
    findings = []
    if closing != [opens]:
        said = words(closing[0]) if closing else "nothing"
        text = f"The year opens with {words(opens)}; the forecast carries {said} forward."
        findings.append(Finding(code="opening", place=row.place, words=text))
    return Looked(f"The year opens with {words(opens)}.", findings)


def funds(seen: Seen) -> Looked:
    """What comes into each restricted fund goes out of it; what is left is the programme's own."""
    budget, last = seen.budget, len(seen.budget.columns) - 1
    left = dict.fromkeys(funds_of(budget), 0)
    for row in budget.income:
        left[fund_of_income(row)] += row.amounts[last] or 0
    for row in budget.spending:
        for share in shares_of(row, last, budget):
            left[share.fund or CORE] -= share.amount
    findings = [
        Finding(
            code="fund-closes",
            place=f"Table 3, {fund}",
            words=f"It is restricted and closes at {words(amount)}, not at £0.",
            found=words(amount),
        )
        for fund, amount in left.items()
        if fund != CORE and amount
    ]
    closed = sum(not amount for fund, amount in left.items() if fund != CORE)
    return Looked(f"{count(closed, 'restricted fund')} at £0; {CORE} has {words(left[CORE])} left.", findings)
