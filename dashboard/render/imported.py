"""Events of datasets in, the plain values of their rows and cards out.

Rows are those of ``imported.IMPORTED``. Values hold text from outside and are drawn with
``textContent`` only.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dashboard.model import Origin
from dashboard.render import countries, words
from dashboard.render.cards import Card

Row = Mapping[str, Any]
Days = tuple[date | None, date | None]
"""a range of dates; open where an end is ``None``"""
STANDS_FOR = {
    1: "the place itself",
    2: "a place near which it happened",
    3: "a district: its position is a stand-in",
    4: "a province: its position is a stand-in",
    5: "a part of a country: its position is a stand-in",
    6: "a country: its position is a stand-in and is not drawn",
    7: "a sea or the air: its position is a stand-in",
}
"""by UCDP GED's ``where_prec``"""


def listed(row: Row, days: Days) -> Card:
    """A line of the list of events."""
    return {
        "event_id": row["event_id"],
        "first": row["first"].isoformat() if row["first"] else "",
        "when": words.short(row["first"], row["last"]),
        "family": row["family"],
        "type": row["type"] or "no type of ours",
        "realis": row["realis"],
        "realis_words": words.REALIS.get(row["realis"], row["realis"]),
        "place": row["place"] or row["admin2"] or row["admin1"] or countries.name(row["country"]),
        "level": row["level"],
        "deaths": killed(row),
        "certain": certain(row, days),
        "origin": Origin.IMPORTED.value,
    }


def card(row: Row, days: Days, actor_id: Callable[[str], str] = str) -> Card:
    """What an event of a dataset rests on: its notes, and the cells it was made from.

    ``actor_id`` tells whom a name means.
    """
    codes = _codes(row["codes"])
    return {
        **listed(row, days),
        "origin": f"{Origin.IMPORTED.value}: {row['dataset']}",
        "score": None,
        "when": words.when(row["first"], row["last"]),
        "date_written": "",
        "date_precision": words.PRECISION.get(row["date_precision"] or 0, ""),
        "date_inherited": "",
        "actors": [
            {
                "actor_id": actor_id(one["name"]),
                "name": one["name"],
                "kind": one["kind"],
                "part": words.PARTS.get(one["role"], one["role"]),
            }
            for one in row["participants"] or ()
        ],
        "place": _place(row, codes),
        "passages": [_notes(row["text"])] if row["text"] else [],
        "report": {
            "report_id": row["event_id"],
            "title": f"{row['dataset']}, row {row['event_id'].partition(':')[2]}",
            "publisher": row["source"],
            "sources": row["url"],
            "published": "",
        },
        "codes": [(name, str(value)) for name, value in codes.items() if value not in ("", None)],
    }


def as_report(row: Row) -> Card:
    """The page of the row itself: its notes as a text with one event, and its cells."""
    told = card(row, (None, None))
    return {
        "title": told["report"]["title"],
        "publisher": row["source"],
        "sources": row["url"],
        "licence": "",
        "published": "as the dataset dates it",
        "parts": [{"chosen": False, "segments": [(row["text"], "")]}],
        "codes": told["codes"],
        "events": [
            {
                "event_id": row["event_id"],
                "text": f"{told['type']}, {told['when']}",
                "detail": " · ".join(filter(None, [told["place"]["name"], told["deaths"]])),
            }
        ],
    }


def killed(row: Row) -> str:
    """``26 to 30 killed, best estimate 27``; empty where the dataset gives no figure."""
    low, best, high = (row[f"fatalities_{name}"] for name in ("low", "best", "high"))
    return words.deaths(low, best, high)


def certain(row: Row, days: Days) -> bool:
    """Whether all of the event's possible days are in the range; without a date none is asked."""
    first, last = row["first"], row["last"]
    if first is None or last is None:
        return True
    return bool((days[0] or date.min) <= first and last <= (days[1] or date.max))


def _place(row: Row, codes: Mapping[str, Any]) -> Card:
    around = [row["admin2"], row["admin1"], countries.name(row["country"])]
    known = row["geo_precision"] or 0
    name = row["place"] or row["admin2"] or row["admin1"]
    position = STANDS_FOR.get(known, "The dataset gives no position.")
    return {
        "written": "",
        "place_id": row.get("place_id", ""),
        "name": name or countries.name(row["country"]),
        "address": ", ".join(dict.fromkeys(one for one in around if one and one != name)),
        "level": row["level"],
        "radius_km": None if row["radius_km"] is None else round(row["radius_km"], 1),
        "latitude": None if row["latitude"] is None else round(row["latitude"], 4),
        "longitude": None if row["longitude"] is None else round(row["longitude"], 4),
        "inherited": "",
        "reason": str(codes.get("dateline:place", ""))
        or (f"As the dataset says; it stands for {position}." if known else position),
        "score": None,
        "others": [],
    }


def _notes(text: str) -> Card:
    return {"before": "", "segments": [(text, "")], "after": "", "start": 0, "end": len(text)}


def _codes(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {"codes": text}
    return found if isinstance(found, dict) else {"codes": text}
