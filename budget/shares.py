"""Splitting money so that the parts sum to the whole."""

from collections.abc import Sequence


def split(total: int, weights: Sequence[int]) -> list[int]:
    """`total` pence by these weights: largest remainder, and of equal remainders the first.

    Raises ValueError where there is nothing to split by.
    """
    if total < 0 or not weights or min(weights) < 0 or not (whole := sum(weights)):
        raise ValueError("Money is split by weights of which one at least is above nought.")
    parts = [total * weight // whole for weight in weights]
    remainders = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in remainders[: total - sum(parts)]:
        parts[index] += 1
    return parts
