"""What was to be said beside what was heard, item by item, with the fewest changes that turn one into the other."""

from collections.abc import Sequence


def error_rate(said: Sequence[str], *heard: Sequence[str]) -> float:
    """The share of ``said`` that nobody of those who listened heard, and the fewest items that one of them added.

    Of one listener that is the error rate as usual: insertions, deletions and substitutions, for each item of ``said``.
    Raises ``ValueError`` where nothing was to be said or nobody listened.
    """
    if not said or not heard:
        raise ValueError("nothing was to be said, or nobody listened: there is nothing to compare with")
    found = [aligned(said, one) for one in heard]
    right = set[int]().union(*(places for places, _ in found))
    return (len(said) - len(right) + min(added for _, added in found)) / len(said)


def aligned(said: Sequence[str], heard: Sequence[str]) -> tuple[set[int], int]:
    """The places in ``said`` that were heard as they were to be said, and how many items were heard besides."""
    table = _distances(said, heard)
    row, column, right, added = len(said), len(heard), set[int](), 0
    while row or column:
        here = table[row][column]
        if row and column and here == table[row - 1][column - 1] + (said[row - 1] != heard[column - 1]):
            row, column = row - 1, column - 1
            right |= {row} if said[row] == heard[column] else set()
        elif row and here == table[row - 1][column] + 1:
            row -= 1
        else:
            column, added = column - 1, added + 1
    return right, added


def _distances(said: Sequence[str], heard: Sequence[str]) -> list[list[int]]:
    """Levenshtein's: ``table[n][m]`` is the fewest changes between the first n and the first m items."""
    table = [list(range(len(heard) + 1))]
    for count, wanted in enumerate(said, start=1):
        before, row = table[-1], [count]
        for column, found in enumerate(heard, start=1):
            row.append(min(before[column] + 1, row[-1] + 1, before[column - 1] + (wanted != found)))
        table.append(row)
    return table
