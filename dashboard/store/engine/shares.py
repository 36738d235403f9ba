"""Events shared among bins by days: the aoristic histogram from sums a day."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pyarrow as pa

from dashboard.store.engine.grid import day_number

_LEAST = 1e-7
"""less than this in a bin is a rounding error: the longest event shares among 10,000 years"""


def shared(
    bins: Sequence[tuple[date, date]],
    steps: Callable[[int, int], pa.Table],
    families: pa.Array,
) -> pa.Table:
    """``first``, ``last``, ``family``, ``events``. ``steps`` answers ``questions.histogram`` for
    the first and last day. Raises ``ValueError`` where bins leave a gap or overlap."""
    for (_, before), (after, _) in pairwise(bins):
        if after != before + timedelta(days=1):
            raise ValueError(f"bins: {after} does not follow {before}")
    names = ["first", "last", "family", "events"]
    types = [pa.date32(), pa.date32(), pa.string(), pa.float64()]
    if not bins:
        return pa.table([pa.array([], kind) for kind in types], names=names)
    begin, end = day_number(bins[0][0]), day_number(bins[-1][1])
    table = steps(begin, end)
    code, day, whole, share = (
        table[name].to_numpy() for name in ("family", "day", "whole", "share")
    )
    size = (len(families) + 1, end - begin + 2)
    changes, wholes = np.zeros(size), np.zeros(size)
    np.add.at(changes, (code, day - begin), share)
    np.add.at(wholes, (code, day - begin), whole)
    starts = [day_number(first) - begin for first, _ in bins]
    daily = (np.cumsum(changes, axis=1) + wholes)[:, :-1]
    summed = np.add.reduceat(daily, starts, axis=1)
    summed[summed < _LEAST] = 0
    where, which = np.nonzero(summed.T)
    firsts, lasts = (np.array(days, "datetime64[D]") for days in zip(*bins, strict=True))
    columns = [
        pa.array(firsts[where]), pa.array(lasts[where]),
        families.take(pa.array(which - 1)), pa.array(summed.T[where, which]),
    ]  # fmt: skip
    return pa.table([one.cast(kind) for one, kind in zip(columns, types, strict=True)], names=names)
