"""What passes a filter, and how many that is, of how many."""

from dataclasses import dataclass, field

import pandas as pd

from dashboard.store.deaths import Deaths


@dataclass(frozen=True, slots=True)
class Counts:
    """How many events, of how many."""

    total: int
    """events in the store"""
    shown: int
    """events that pass the filter"""
    possible: int
    """of those shown, events that are only possibly in the date range"""
    undated: int
    """events without a date that pass everything but the date range"""
    beyond: int
    """events that pass everything but the date range and lie before or after the timeline"""
    unplaced: int
    """of those shown, events without a place"""
    whole_country: int
    """of those shown, events of which only the country is known"""
    coded: int
    """of those shown, events coded by hand"""
    read: int
    """of those shown, events read by machine that nobody confirmed"""
    confirmed: int
    """of those shown, events that a person confirmed"""
    imported: int = 0
    """of those shown, events of datasets"""
    deaths: Deaths = field(default_factory=Deaths)
    """of those shown that happened"""


@dataclass(frozen=True, slots=True)
class Selection:
    """What passes a filter."""

    events: pd.DataFrame
    """columns of ``schema.EVENTS``, of ``EventStore.events`` and ``certain``"""
    mentions: pd.DataFrame
    """columns of ``schema.MENTIONS``, of reports published in the range"""
    participants: pd.DataFrame
    """columns of ``schema.PARTICIPANTS``, of the events above"""
    relations: pd.DataFrame
    """columns of ``schema.RELATIONS``, of reports published in the range"""
    undated: pd.DataFrame
    """events without a date that pass everything but the date range"""
    counts: Counts
