"""Of all ways to pair the things of two rows, the one of the greatest sum."""

from __future__ import annotations

from collections.abc import Mapping


def best_pairs(gains: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Return the pairs whose gains have the greatest sum, each thing in one pair at most.

    Args:
        gains: of each pair that may be chosen, above 0; a pair that is not in it is never chosen.

    A sample: ``{(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.7}`` gives ``{0: 1, 1: 0}``, and not the first pair alone.
    """
    if not gains:
        return {}
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    rows = sorted({row for row, _ in gains})
    columns = sorted({column for _, column in gains})
    at = {row: place for place, row in enumerate(rows)}
    across = {column: place for place, column in enumerate(columns)}
    table = np.zeros((len(rows), len(columns)))
    for (row, column), gain in gains.items():
        table[at[row], across[column]] = gain
    chosen = zip(*linear_sum_assignment(table, maximize=True), strict=True)
    return {rows[int(i)]: columns[int(j)] for i, j in chosen if table[i, j] > 0}
