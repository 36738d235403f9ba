"""Tables in, the events that pass a filter out, with counts that say of how many.

This is the only module that asks questions of the tables. Definitions of the date filter:
an event is *certainly* in a range if all of its possible days are, *possibly* if one of them is.
A range is open where an end is ``None``; an event without a date passes only an open range.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from dashboard.model import Level, Origin, Realis
from dashboard.schema import Tables, frame
from dashboard.store.bins import bins
from dashboard.store.deaths import Deaths
from dashboard.store.filter import EventFilter, When
from dashboard.store.selection import Counts, Selection

REPORTS = "reports"
"""the dataset that events of reports belong to"""
SETTLED = (Realis.ACTUAL, Realis.ONGOING)
"""what happened: nobody was killed in an attack that was planned, threatened or denied"""


class EventStore:
    """Tables held in memory, and the questions that the page asks of them."""

    def __init__(self, tables: Tables) -> None:
        """A click changes no filter, so the last answers are kept."""
        self.tables = tables
        self.select = lru_cache(maxsize=32)(self._select)
        self.histogram = lru_cache(maxsize=32)(self._histogram)

    @cached_property
    def version(self) -> str:
        """Changes when the content does; 16 hexadecimal digits."""
        digest = hashlib.sha256()
        for table in (self.tables.reports, self.tables.mentions, self.tables.events):
            digest.update(table.to_csv(index=False).encode())
        return digest.hexdigest()[:16]

    @cached_property
    def events(self) -> pd.DataFrame:
        """Every event with its ``place``, ``level``, ``country``, ``actor_ids``,
        ``actor_names``, ``sentence``, ``title``, ``published`` and a lower-case ``haystack`` for
        searches; oldest first, those without a date last."""
        tables = self.tables
        events = tables.events.merge(
            tables.places[["place_id", "label", "level", "country"]].rename(
                columns={"label": "place"}
            ),
            how="left",
            on="place_id",
        ).merge(tables.reports[["report_id", "title", "published", "text"]], on="report_id")
        named = ["place", "level", "country"]
        events[named] = events[named].fillna("")
        names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
        aliases = dict(zip(tables.actors["actor_id"], tables.actors["aliases"], strict=True))
        taking_part: dict[str, tuple[str, ...]] = {}
        for event, actor in zip(
            tables.participants["event_id"], tables.participants["actor_id"], strict=True
        ):
            taking_part[event] = (*taking_part.get(event, ()), actor)
        actors = [tuple(dict.fromkeys(taking_part.get(one, ()))) for one in events["event_id"]]
        events["actor_ids"] = pd.Series(actors, index=events.index, dtype=object)
        events["actor_names"] = events["actor_ids"].map(
            lambda ids: tuple(names[actor] for actor in ids)
        )
        spans = zip(events["text"], events["sentence_start"], events["sentence_end"], strict=True)
        events["sentence"] = _texts(events.index, (text[a:b] for text, a, b in spans))
        events["haystack"] = _texts(
            events.index,
            (
                " ".join(
                    (
                        *(row.sentence, row.title, row.family, row.type, row.realis, row.place),
                        *row.actor_names,
                        *(aliases[actor] for actor in row.actor_ids),
                    )
                ).casefold()
                for row in events.itertuples()
            ),
        )
        return (
            events.drop(columns="text")
            .sort_values(["first", "last", "event_id"], na_position="last", kind="stable")
            .reset_index(drop=True)
        )

    @cached_property
    def extent(self) -> tuple[date, date] | None:
        """First and last day of the timeline; ``None`` where nothing has a date.

        Spans publications and events known to the week or better. History told as background,
        and what has gone on for long, would stretch it over years: such events may reach beyond.
        """
        events = self.events
        near = events[(events["realis"] != Realis.BACKGROUND) & (events["date_precision"] <= 3)]
        for days in (
            pd.concat([near["first"], near["last"], self.tables.reports["published"]]).dropna(),
            pd.concat([events["first"], events["last"]]).dropna(),
        ):
            if not days.empty:
                return days.min().date(), days.max().date()
        return None

    def _select(self, chosen: EventFilter) -> Selection:
        """The events that pass ``chosen``, what their reports name, and the counts."""
        events = self._but_for_dates(chosen)
        dated = events["first"].notna()
        certain = _within(events, chosen)
        open_range = chosen.first is None and chosen.last is None
        passes = certain if chosen.when is When.CERTAINLY else _overlaps(events, chosen)
        passes |= ~dated & open_range
        shown = events[passes].assign(certain=certain[passes] | ~dated[passes])
        mentions, relations = self._named(chosen, shown)
        return Selection(
            events=shown,
            mentions=mentions,
            relations=relations,
            undated=events[~dated],
            participants=self.tables.participants[
                self.tables.participants["event_id"].isin(shown["event_id"])
            ],
            counts=Counts(
                total=len(self.events),
                shown=len(shown),
                possible=int((~shown["certain"]).sum()),
                undated=int((~dated).sum()),
                beyond=self._beyond(events, self.extent),
                unplaced=int((shown["place_id"] == "").sum()),
                whole_country=int((shown["level"] == Level.COUNTRY).sum()),
                coded=int((shown["origin"] == Origin.CODED).sum()),
                read=int((shown["origin"] == Origin.READ).sum()),
                confirmed=int((shown["origin"] == Origin.CONFIRMED).sum()),
                deaths=_deaths(shown),
            ),
        )

    def _histogram(
        self, chosen: EventFilter, extent: tuple[date, date] | None = None
    ) -> pd.DataFrame:
        """Events over time, by family: columns ``first``, ``last`` (days, both included),
        ``family``, ``events``.

        Takes every part of the filter but the date range. An event that may lie in several bins
        is shared among them by days (an aoristic sum), so the bins add up to the dated events but
        for those that lie outside ``extent`` altogether: see ``Counts.beyond``. ``None`` is the
        store's own extent.
        """
        events = self._but_for_dates(chosen).dropna(subset=["first", "last"])
        pieces = events[["event_id", "family", "first", "last"]].merge(
            bins(extent or self.extent).rename(columns={"first": "bin_first", "last": "bin_last"}),
            how="cross",
        )
        one = pd.Timedelta(days=1)
        ends = pieces["last"].where(pieces["last"] < pieces["bin_last"], pieces["bin_last"])
        starts = pieces["first"].where(pieces["first"] > pieces["bin_first"], pieces["bin_first"])
        pieces = pieces.assign(days=(ends - starts + one) / one)
        pieces = pieces[pieces["days"] > 0]
        pieces["events"] = pieces["days"] / pieces.groupby("event_id")["days"].transform("sum")
        summed = pieces.groupby(["bin_first", "bin_last", "family"], as_index=False)["events"].sum()
        return summed.rename(columns={"bin_first": "first", "bin_last": "last"})

    def event(self, event_id: str) -> Mapping[str, Any] | None:
        """One row of ``events``, or ``None``."""
        found = self.events[self.events["event_id"] == event_id]
        return None if found.empty else dict(found.iloc[0])

    def _but_for_dates(self, chosen: EventFilter) -> pd.DataFrame:
        events = self.events
        passes = pd.Series(True, index=events.index)
        for column, wanted in (
            ("family", chosen.families),
            ("realis", [str(one) for one in chosen.realis]),
            ("origin", [str(one) for one in chosen.origins]),
            ("report_id", chosen.sources),
            ("type", chosen.types),
            ("country", chosen.countries),
            ("place_id", chosen.places),
            ("level", chosen.levels),
        ):
            if wanted:
                passes &= events[column].isin(wanted)
        if chosen.actors:
            wanted_actors = set(chosen.actors)
            taking_part = [not wanted_actors.isdisjoint(ids) for ids in events["actor_ids"]]
            passes &= pd.Series(taking_part, index=events.index, dtype=bool)
        if chosen.datasets and REPORTS not in chosen.datasets:
            passes &= False
        if chosen.deaths:
            passes &= (events["fatalities_best"] >= chosen.deaths).fillna(False).astype(bool)
        for word in chosen.text.casefold().split():
            passes &= events["haystack"].str.contains(word, regex=False)
        return events[passes]

    def beyond(self, chosen: EventFilter, extent: tuple[date, date]) -> int:
        """Events that pass all of the filter but its dates and lie before or after ``extent``."""
        return self._beyond(self._but_for_dates(chosen), extent)

    def _beyond(self, events: pd.DataFrame, extent: tuple[date, date] | None) -> int:
        if extent is None:
            return 0
        first, last = (pd.Timestamp(day) for day in extent)
        return int(((events["last"] < first) | (events["first"] > last)).sum())

    def _named(self, chosen: EventFilter, shown: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Mentions and relations of the reports published in the range, of the chosen sources;
        of those that tell of an event shown, where the filter asks for certain events."""
        reports = self.tables.reports
        passes = pd.Series(True, index=reports.index)
        if any(
            (
                chosen.families,
                chosen.actors,
                chosen.realis,
                chosen.origins,
                chosen.text,
                chosen.types,
                chosen.countries,
                chosen.places,
                chosen.deaths,
            )
        ):
            passes &= reports["report_id"].isin(shown["report_id"])
        if chosen.sources:
            passes &= reports["report_id"].isin(chosen.sources)
        if chosen.first:
            passes &= reports["published"] >= pd.Timestamp(chosen.first)
        if chosen.last:
            passes &= reports["published"] <= pd.Timestamp(chosen.last)
        ids = reports.loc[passes, "report_id"]
        mentions, relations = self.tables.mentions, self.tables.relations
        return mentions[mentions["report_id"].isin(ids)], relations[
            relations["report_id"].isin(ids)
        ]


def _deaths(events: pd.DataFrame) -> Deaths:
    happened = events[events["realis"].isin(SETTLED)]
    best = happened["fatalities_best"].fillna(happened["fatalities_low"])
    low = happened["fatalities_low"].fillna(best)
    high = happened["fatalities_high"].fillna(best)
    known = best.fillna(high).notna()
    return Deaths(int(low.sum()), int(best.sum()), int(high.sum()), int(known.sum()))


def _texts(index: pd.Index, texts: Iterable[str]) -> "pd.Series[str]":
    return pd.Series(list(texts), index=index, dtype=frame("reports", ())["text"].dtype)


def _within(events: pd.DataFrame, chosen: EventFilter) -> "pd.Series[bool]":
    inside = events["first"].notna()
    if chosen.first:
        inside &= events["first"] >= pd.Timestamp(chosen.first)
    if chosen.last:
        inside &= events["last"] <= pd.Timestamp(chosen.last)
    return inside


def _overlaps(events: pd.DataFrame, chosen: EventFilter) -> "pd.Series[bool]":
    touches = events["first"].notna()
    if chosen.first:
        touches &= events["last"] >= pd.Timestamp(chosen.first)
    if chosen.last:
        touches &= events["first"] <= pd.Timestamp(chosen.last)
    return touches
