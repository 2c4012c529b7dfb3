"""How many slips of the pen lie between two words."""


def distance(one: str, other: str) -> int:
    """Letters added, dropped, changed, or swapped with their neighbour, to make the one the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        previous, before, row = before, row, [i]
        for j, target in enumerate(other, 1):
            changed = before[j - 1] + (letter != target)
            cost = min(before[j] + 1, row[j - 1] + 1, changed)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
    return row[-1]
