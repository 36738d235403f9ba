"""A small folder of coded reports, made from a few words; each cell can be replaced by a test."""

import csv
from collections.abc import Mapping
from pathlib import Path

from dashboard.readers import coded

TEXT = "Clashes in {place}\n\nFighters of the {actor} clashed in {place} on 8 January.\n"


def write_coding(
    folder: Path,
    *,
    place: str = "Tripoli",
    actor: str = "Northern Front",
    title: str = "Clashes",
    ids: str = "",
    change: Mapping[tuple[str, str], str] | None = None,
) -> Path:
    """One report with one mention, an actor, a relation and an event.

    ``ids`` is put behind each id. ``change`` replaces cells: ``{("events.csv", "first"): "soon"}``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    text = TEXT.format(place=place, actor=actor)
    (folder / "r1.txt").write_text(text, encoding="utf-8", newline="\n")
    start = text.rindex(place)
    sentence = (text.index("Fighters"), len(text.rstrip("\n")))
    day = text.index("8 January")
    verb = text.index("clashed")
    report_id, mention_id, actor_id, relation_id, event_id = (f"{one}1{ids}" for one in "rmaxe")
    cells = {
        "reports.csv": {
            "report_id": report_id, "file": "r1.txt", "title": title, "published": "2020-01-09",
            "publisher": "Test", "sources": "none", "language": "en", "licence": "CC0-1.0",
        },
        "place_mentions.csv": {
            "mention_id": mention_id, "report_id": report_id, "text": place,
            "start": start, "end": start + len(place),
            "sentence_start": sentence[0], "sentence_end": sentence[1],
            "kind": "toponym", "role": "event_site", "name": "", "level": "town", "country": "LY",
            "actor": "",
        },
        "actors.csv": {
            "actor_id": actor_id, "name": actor, "aliases": "NF|The Front", "kind": "rebel",
            "country": "LY", "seat": "Benghazi", "seat_country": "LY", "source": "the report",
        },
        "relations.csv": {
            "relation_id": relation_id, "report_id": report_id,
            "source": actor_id, "type": "supports", "target": actor_id,
            "sentence_start": sentence[0], "sentence_end": sentence[1],
        },
        "events.csv": {
            "event_id": event_id, "report_id": report_id,
            "family": "Battles", "type": "Armed clash", "realis": "actual",
            "sentence_start": sentence[0], "sentence_end": sentence[1],
            "trigger_start": verb, "trigger_end": verb + 7, "place_mention": mention_id,
            "place_inherited": "", "first": "2020-01-08", "last": "2020-01-08",
            "date_precision": "1", "date_start": day, "date_end": day + 9, "date_inherited": "",
            "participants": f"side_a:{actor_id}", "fatalities_low": "2", "fatalities_best": "3",
            "fatalities_high": "", "more_evidence": "",
        },
    }  # fmt: skip
    for (file, column), value in (change or {}).items():
        cells[file][column] = value
    for file, row in cells.items():
        with (folder / file).open("w", encoding="utf-8", newline="") as out:
            csv.DictWriter(out, columns(file)).writeheader()
        add_row(folder, file, row)
    return folder


def add_row(folder: Path, file: str, row: Mapping[str, object]) -> None:
    """Append a row; columns that are not given stay empty."""
    with (folder / file).open("a", encoding="utf-8", newline="") as out:
        csv.DictWriter(out, columns(file)).writerow(row)


def columns(file: str) -> tuple[str, ...]:
    """The columns of a file of the folder."""
    return {
        "reports.csv": coded.REPORTS,
        "place_mentions.csv": coded.MENTIONS,
        "actors.csv": coded.ACTORS,
        "relations.csv": coded.RELATIONS,
        "events.csv": coded.EVENTS,
    }[file]
