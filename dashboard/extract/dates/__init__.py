"""A report's text in, its dates out: intervals of whole days as CODEBOOK.md defines them."""

from dashboard.extract.dates.mention import DateFunction, DateMention, Grain
from dashboard.extract.dates.reader import read_dates

__all__ = ["DateFunction", "DateMention", "Grain", "read_dates"]
