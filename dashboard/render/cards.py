"""Tables in, the plain values of evidence cards out: what an event, an actor or a mention rests on.

Cards hold text from outside and are drawn with ``textContent`` only.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.render import words
from dashboard.schema import Record, Tables, index, records

Card = dict[str, Any]


def event_cards(tables: Tables, events: pd.DataFrame) -> list[Card]:
    """One card for each row of ``EventStore.events``, in its order."""
    return [_event_card(tables, row) for row in records(events)]


def actor_cards(tables: Tables, actor_ids: Iterable[str], events: pd.DataFrame) -> list[Card]:
    """Who the actors are, where they sit, whom they stand with, and their part in ``events``."""
    wanted = set(actor_ids)
    return [
        _actor_card(tables, row, events)
        for row in records(tables.actors)
        if row["actor_id"] in wanted
    ]


def mention_cards(tables: Tables, mentions: pd.DataFrame) -> list[Card]:
    """The sentences that name a place, with what the place is there."""
    return [_mention_card(tables, row) for row in records(mentions)]


def _event_card(tables: Tables, event: Mapping[str, Any]) -> Card:
    report = _row(tables, "reports", "report_id", event["report_id"])
    mention = _row(tables, "mentions", "mention_id", event["mention_id"])
    date_words = _slice(report, event["date_start"], event["date_end"])
    marked = [
        (event["trigger_start"], event["trigger_end"], "trigger"),
        (event["date_start"], event["date_end"], "date"),
    ]
    if mention:
        marked.append((mention["start"], mention["end"], "place"))
    return {
        "event_id": event["event_id"],
        "family": event["family"],
        "type": event["type"],
        "realis": event["realis"],
        "realis_words": words.REALIS.get(event["realis"], event["realis"]),
        "origin": event["origin"],
        "score": _decimal(event["score"], digits=2),
        "certain": bool(event.get("certain", True)),
        "when": words.when(event["first"], event["last"]),
        "date_written": date_words,
        "date_precision": words.PRECISION.get(_number(event["date_precision"]) or 0, ""),
        "date_inherited": event["date_inherited"],
        "deaths": words.deaths(
            event["fatalities_low"], event["fatalities_best"], event["fatalities_high"]
        ),
        "actors": _parts(tables, event["event_id"]),
        "place": _place_card(tables, event, mention),
        "passages": [
            _passage(report, start, end, marked) for start, end in _evidence(tables, event)
        ],
        "report": _report_card(report),
    }


def _actor_card(tables: Tables, actor: Mapping[str, Any], events: pd.DataFrame) -> Card:
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    taking_part = events[events["actor_ids"].map(lambda ids: actor["actor_id"] in ids).astype(bool)]
    relations = tables.relations[
        (tables.relations["source"] == actor["actor_id"])
        | (tables.relations["target"] == actor["actor_id"])
    ]
    named = tables.mentions[
        (tables.mentions["actor_id"] == actor["actor_id"])
        & tables.mentions["role"].isin(["actor_seat", "metonym"])
    ]
    return {
        "actor_id": actor["actor_id"],
        "name": actor["name"],
        "kind": actor["kind"],
        "country": actor["country"],
        "aliases": actor["aliases"],
        "seat": actor["seat"],
        "reason": actor["reason"],
        "source": actor["source"],
        "events": [
            {
                "event_id": row["event_id"],
                "family": row["family"],
                "type": row["type"],
                "realis": row["realis"],
                "when": words.when(row["first"], row["last"]),
                "place": row["place"],
            }
            for row in records(taking_part)
        ],
        "relations": [
            {
                "source": names[row["source"]],
                "type": words.RELATIONS.get(row["type"], row["type"]),
                "target": names[row["target"]],
                "passage": _passage(report, row["start"], row["end"], ()),
                "report": _report_card(report),
            }
            for row in records(relations)
            for report in [_row(tables, "reports", "report_id", row["report_id"])]
        ],
        "named": mention_cards(tables, named),
    }


def _mention_card(tables: Tables, mention: Mapping[str, Any]) -> Card:
    report = _row(tables, "reports", "report_id", mention["report_id"])
    actor = _row(tables, "actors", "actor_id", mention["actor_id"])
    return {
        "text": mention["text"],
        "role": mention["role"],
        "role_words": words.ROLES.get(mention["role"], mention["role"]),
        "kind": mention["kind"],
        "actor": actor.get("name", ""),
        "place": _place_card(tables, mention, mention),
        "passages": [
            _passage(
                report,
                mention["sentence_start"],
                mention["sentence_end"],
                [(mention["start"], mention["end"], "place")],
            )
        ],
        "report": _report_card(report),
    }


def _report_card(report: Mapping[str, Any]) -> Card:
    published = report.get("published")
    return {
        "report_id": report.get("report_id", ""),
        "title": report.get("title", ""),
        "publisher": report.get("publisher", ""),
        "sources": report.get("sources", ""),
        "published": "unknown" if pd.isna(published) else words.day(pd.Timestamp(published)),
    }


def _place_card(tables: Tables, found: Mapping[str, Any], mention: Mapping[str, Any]) -> Card:
    """The place chosen, why, and the candidates that were not."""
    place = _row(tables, "places", "place_id", found["place_id"])
    candidates = index(tables, "candidates", "mention_id").get(found["mention_id"], ())
    ranked = sorted(candidates, key=lambda row: int(row["rank"]))
    return {
        "written": mention.get("text", ""),
        "place_id": found["place_id"],
        "name": place.get("label", ""),
        "address": place.get("address", ""),
        "level": place.get("level", ""),
        "radius_km": _decimal(place.get("radius_km")),
        "latitude": _decimal(place.get("latitude"), digits=4),
        "longitude": _decimal(place.get("longitude"), digits=4),
        "inherited": found.get("place_inherited", ""),
        "reason": mention.get("reason", ""),
        "score": _decimal(ranked[0]["score"], digits=2) if ranked else None,
        "others": [
            {
                "address": other.get("address", ""),
                "level": other.get("level", ""),
                "score": _decimal(row["score"], digits=2),
            }
            for row in ranked[1:]
            for other in [_row(tables, "places", "place_id", row["place_id"])]
        ],
    }


def _parts(tables: Tables, event_id: str) -> list[Card]:
    return [
        {
            "actor_id": row["actor_id"],
            "name": actor["name"],
            "kind": actor["kind"],
            "part": words.PARTS.get(row["role"], row["role"]),
        }
        for row in index(tables, "participants", "event_id").get(event_id, ())
        for actor in [_row(tables, "actors", "actor_id", row["actor_id"])]
    ]


def _evidence(tables: Tables, event: Mapping[str, Any]) -> list[tuple[int, int]]:
    found = index(tables, "evidence", "event_id").get(event["event_id"], ())
    return [(int(row["start"]), int(row["end"])) for row in found]


def _passage(
    report: Mapping[str, Any], start: int, end: int, marked: Iterable[tuple[Any, Any, str]]
) -> Card:
    """A sentence in its paragraph, cut where words of it are marked."""
    text = str(report.get("text", ""))
    begins = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    ends = text.find("\n\n", end)
    return {
        "before": text[begins:start],
        "segments": segments(text, start, end, marked),
        "after": text[end : ends if ends >= 0 else len(text)].rstrip(),
        "start": int(start),
        "end": int(end),
    }


def segments(
    text: str, start: int, end: int, marked: Iterable[tuple[Any, Any, str]]
) -> list[tuple[str, str]]:
    """``text[start:end]`` as ``(words, kind)``, kind empty between the marked spans.

    Where marked spans overlap, the one that begins first is kept.
    """
    pieces: list[tuple[str, str]] = []
    here = start
    known = [(a, b, kind) for a, b, kind in marked if not (pd.isna(a) or pd.isna(b))]
    for first, last, kind in sorted(known):
        if here <= first < last <= end:
            pieces += [(text[here:first], ""), (text[first:last], kind)]
            here = last
    pieces.append((text[here:end], ""))
    return [piece for piece in pieces if piece[0]]


def _slice(report: Mapping[str, Any], start: Any, end: Any) -> str:
    return "" if pd.isna(start) or pd.isna(end) else str(report.get("text", ""))[start:end]


def _row(tables: Tables, table: str, column: str, value: Any) -> Record:
    """The row with that id, empty if there is none."""
    return next(iter(index(tables, table, column).get(value, ())), {})


def _number(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)


def _decimal(value: Any, *, digits: int = 1) -> float | None:
    return None if value is None or pd.isna(value) else round(float(value), digits)
