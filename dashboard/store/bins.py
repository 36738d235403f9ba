"""A stretch of days in, the bins of its histogram out."""

from datetime import date

import pandas as pd


def bins(extent: tuple[date, date] | None) -> pd.DataFrame:
    """``first`` and ``last`` day of each bin over ``extent``: days up to 120 of them, else weeks
    from Monday up to 120, else months; no bins where there is no extent."""
    if extent is None:
        return pd.DataFrame({"first": [], "last": []}, dtype="datetime64[s]")
    first, last = (pd.Timestamp(day) for day in extent)
    days = (last - first).days + 1
    if days <= 120:
        starts = pd.date_range(first, last, freq="D")
        ends = starts
    else:
        periods = pd.period_range(first, last, freq="W-SUN" if days <= 840 else "M")
        starts, ends = periods.start_time.normalize(), periods.end_time.normalize()
    return pd.DataFrame({"first": starts, "last": ends}).astype("datetime64[s]")
