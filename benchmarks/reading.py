"""``python -m benchmarks.reading FOLDER``: the reader against a folder of hand-coded reports.

Prints one JSON object. The texts of the folder are read by the reader alone; its coding is the
gold. One gold record answers to one found record at most.

- *events*: found if an event of the same type was read from a sentence that the gold names as
  evidence (``recall``); ``spurious`` is the share of read events that answer to none. Pairs are
  formed so that most fields agree. ``family`` and ``sentence`` are the same with less asked: the
  same family, and any type. Fields (realis, place, days, participants, fatalities) are
  shares of the pairs of the same type; a place agrees if both have none or both the same place,
  participants if each has its like on the other side. ``participants`` counts them one by one.
- *mentions*: strict and overlapping span F1; kind, role and place as shares of the spans that
  agree.
- *relations*: the same two actors, by name, and the same type.
- *participants*: an actor agrees if the two share a name or an alias, case and articles aside.
"""

import argparse
import json
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.model import Actor, Event, PlaceMention, Relation, Resolution, Span
from dashboard.pipeline.desk import Desk, Read
from dashboard.readers.coded import Coding, read_coding
from dashboard.settings import Settings
from dashboard.store.kept import digest_of_files

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Side:
    """The records of one report, coded or read."""

    text: str
    mentions: tuple[PlaceMention, ...]
    places: Mapping[str, Resolution]
    actors: Mapping[str, Names]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]

    def place(self, mention_id: str) -> str:
        """Id of the place that a mention means; empty: none."""
        found = self.places.get(mention_id)
        return found.candidates[0].place.place_id if found and found.candidates else ""


def coded_sides(coding: Coding, desk: Desk) -> list[Side]:
    """The gold, report by report."""
    names = {actor.actor_id: _names(actor) for actor in coding.actors}
    sides = []
    for report in coding.reports:
        mine = [m for m in coding.mentions if m.report_id == report.report_id]
        found = {one.mention_id: one for one in desk.resolve(mine)}
        sides.append(
            Side(
                report.text,
                tuple(mine),
                found,
                names,
                tuple(e for e in coding.events if e.report_id == report.report_id),
                tuple(r for r in coding.relations if r.report_id == report.report_id),
            )
        )
    return sides


def read_side(read: Read) -> Side:
    """What the reader found in one report."""
    cast = read.reading.cast
    return Side(
        read.reading.report.text,
        read.reading.mentions,
        {one.mention_id: one for one in read.resolutions},
        {actor.actor_id: _names(actor) for actor in cast.actors},
        read.reading.events,
        cast.relations,
    )


def _names(actor: Actor) -> Names:
    return frozenset(_plain(name) for name in (actor.name, *actor.aliases))


def _plain(name: str) -> str:
    words = name.casefold().replace(".", "").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def score(gold: Sequence[Side], found: Sequence[Side]) -> dict[str, Any]:
    """All figures over all reports."""
    pairs = list(zip(gold, found, strict=True))
    return {
        "events": _events(pairs),
        "mentions": _mentions(pairs),
        "relations": _relations(pairs),
    }


def _events(pairs: Sequence[tuple[Side, Side]]) -> dict[str, Any]:
    total, read = (sum(len(pair[at].events) for pair in pairs) for at in (0, 1))
    same = {
        "type": lambda a, b: a.type == b.type,
        "family": lambda a, b: a.family == b.family,
        "sentence": lambda a, b: True,
    }
    out: dict[str, Any] = {"gold": total, "read": read}
    for name, alike in same.items():
        matched = [(g, f, *two) for g, f in pairs for two in match(g, f, alike)]
        out[name] = {
            "found": _share(len(matched), total),
            "spurious": _share(read - len(matched), read),
        }
        if name == "type":
            agree = Counter(field for each in matched for field in agreeing(*each))
            out["fields"] = {field: _share(agree[field], len(matched)) for field in FIELDS}
            out["participants"] = _participants(matched)
    return out


def match(
    gold: Side, found: Side, alike: Callable[[Event, Event], bool]
) -> list[tuple[Event, Event]]:
    """Pairs of events told by a common sentence; those that agree in most come first."""
    offers = [
        (len(agreeing(gold, found, a, b)), _overlap(a.trigger, b.trigger), -i, -j)
        for i, a in enumerate(gold.events)
        for j, b in enumerate(found.events)
        if alike(a, b) and _tell_together(a, b)
    ]
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    pairs = []
    for *_, minus_i, minus_j in sorted(offers, reverse=True):
        if -minus_i not in taken_gold and -minus_j not in taken_found:
            taken_gold.add(-minus_i)
            taken_found.add(-minus_j)
            pairs.append((gold.events[-minus_i], found.events[-minus_j]))
    return pairs


FIELDS = ("realis", "place", "first", "last", "participants", "fatalities")


def agreeing(gold: Side, found: Side, a: Event, b: Event) -> list[str]:
    """The fields in which a gold event and a read one agree."""
    return [
        field
        for field, same in (
            ("realis", a.realis == b.realis),
            ("place", gold.place(a.place_mention) == found.place(b.place_mention)),
            ("first", a.first == b.first),
            ("last", a.last == b.last),
            ("participants", _same_actors(gold, found, a, b)),
            ("fatalities", _dead(a) == _dead(b)),
        )
        if same
    ]


def _tell_together(a: Event, b: Event) -> bool:
    mine, other = ((e.sentence, *e.more_evidence) for e in (a, b))
    return any(_overlap(one, two) for one in mine for two in other)


def _same_actors(gold: Side, found: Side, a: Event, b: Event) -> bool:
    """Whether each participant of one answers to one of the other."""
    mine = [gold.actors.get(one.actor_id, frozenset()) for one in a.participants]
    other = [found.actors.get(one.actor_id, frozenset()) for one in b.participants]
    return all(any(x & y for y in other) for x in mine) and all(
        any(x & y for x in mine) for y in other
    )


def _participants(
    matched: Sequence[tuple[Side, Side, Event, Event]],
) -> dict[str, float | None]:
    """Participants one by one, of events that were found."""
    named = known = read = right = 0
    for gold, found, a, b in matched:
        mine = [gold.actors.get(one.actor_id, frozenset()) for one in a.participants]
        other = [found.actors.get(one.actor_id, frozenset()) for one in b.participants]
        named, read = named + len(mine), read + len(other)
        known += sum(any(x & y for y in other) for x in mine)
        right += sum(any(x & y for x in mine) for y in other)
    return {"recall": _share(known, named), "precision": _share(right, read)}


def _dead(event: Event) -> tuple[int | None, int | None, int | None]:
    return event.fatalities_low, event.fatalities_best, event.fatalities_high


def _mentions(pairs: Sequence[tuple[Side, Side]]) -> dict[str, Any]:
    strict = overlapping = total = read = 0
    agree: Counter[str] = Counter()
    for gold, found in pairs:
        total, read = total + len(gold.mentions), read + len(found.mentions)
        by_span = {mention.span: mention for mention in found.mentions}
        overlapping += sum(any(_overlap(m.span, span) for span in by_span) for m in gold.mentions)
        for mention in gold.mentions:
            other = by_span.get(mention.span)
            if other is None:
                continue
            strict += 1
            place = gold.place(mention.mention_id) == found.place(other.mention_id)
            agree.update(kind=mention.kind == other.kind, role=mention.role == other.role)
            agree.update(place=place)
    return {
        "gold": total,
        "read": read,
        "strict_f1": _share(2 * strict, total + read),
        "overlap_f1": _share(2 * overlapping, total + read),
        **{field: _share(agree[field], strict) for field in ("kind", "role", "place")},
    }


def _relations(pairs: Sequence[tuple[Side, Side]]) -> dict[str, Any]:
    right = total = read = 0
    for gold, found in pairs:
        total, read = total + len(gold.relations), read + len(found.relations)
        for relation in gold.relations:
            right += any(_same_relation(gold, found, relation, b) for b in found.relations)
    return {
        "gold": total,
        "read": read,
        "recall": _share(right, total),
        "precision": _share(min(right, read), read),
    }


def _same_relation(gold: Side, found: Side, a: Relation, b: Relation) -> bool:
    return (
        a.type == b.type
        and bool(gold.actors[a.source] & found.actors.get(b.source, frozenset()))
        and bool(gold.actors[a.target] & found.actors.get(b.target, frozenset()))
    )


def _overlap(a: Span, b: Span) -> int:
    """Characters that two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def run(folder: Path, desk: Desk, reports: Iterable[str] = ()) -> dict[str, Any]:
    """Everything that is printed; only the reports named, if any are."""
    coding = read_coding(folder)
    wanted = set(reports)
    started = time.perf_counter()
    reads = [desk.read_anew(report) for report in coding.reports]
    seconds = time.perf_counter() - started
    gold = coded_sides(coding, desk)
    both = [
        (side, read_side(read))
        for side, read in zip(gold, reads, strict=True)
        if not wanted or read.reading.report.report_id in wanted
    ]
    return {
        "documents": len(both),
        **score([g for g, _ in both], [f for _, f in both]),
        "documents_per_second": round(len(coding.reports) / seconds, 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "digest": digest_of_files(folder.rglob("*.*")),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", default="", help="ids, with commas; all if empty")
    options = parser.parse_args()
    desk = Desk(Settings.from_env())
    desk.warm()
    names = [name for name in options.reports.split(",") if name]
    print(json.dumps(run(options.folder, desk, names)))


if __name__ == "__main__":
    main()
