"""Reading a cell of figures: "12,247" and "17%"."""

from decimal import Decimal, InvalidOperation


def figure(cell: str) -> tuple[Decimal | None, bool]:
    """The value and whether it is a percentage; None for a cell that is empty.

    Raises ValueError for words.
    """
    text = cell.strip().replace(",", "").replace("\u2212", "-")
    is_percentage = text.endswith("%")
    text = text.removesuffix("%").strip()
    if not text:
        return None, is_percentage
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(cell) from error
    if not value.is_finite():
        raise ValueError(cell)
    return value, is_percentage
