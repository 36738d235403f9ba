"""Events of a report: who did what to whom, where and when, each with its sentence."""

from dashboard.extract.events.find import find_events
from dashboard.extract.events.sites import with_sites

__all__ = ["find_events", "with_sites"]
