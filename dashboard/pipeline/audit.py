"""Decisions in, an audit log out: when, who, which report, what, before and after."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.decision import Decision, Verdict

COLUMNS = (
    *("when", "who", "report_id", "report", "subject", "start", "end", "words", "verdict"),
    *("before", "after", "note"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""what a spreadsheet takes for the beginning of a formula"""

Row = dict[str, Any]


def audit_rows(decisions: Iterable[Decision], titles: Mapping[str, str]) -> list[Row]:
    """One row a decision, in the order they were made; ``titles`` by report id.

    ``before`` and ``after`` hold the fields that were changed; of what was accepted or rejected all
    of them. ``after`` is ``None`` for what was rejected or taken back.
    """
    return [
        {
            "when": one.made.isoformat(),
            "who": one.by,
            "report_id": one.report_id,
            "report": titles.get(one.report_id, ""),
            "subject": one.subject.value,
            "start": one.anchor.start,
            "end": one.anchor.end,
            "words": one.text,
            "verdict": one.verdict.value,
            "before": _before(one),
            "after": _after(one),
            "note": one.note,
        }
        for one in decisions
    ]


def _before(one: Decision) -> Mapping[str, Any]:
    if one.verdict is Verdict.CHANGE:
        return {name: one.before.get(name) for name in one.changes}
    return dict(one.before)


def _after(one: Decision) -> Mapping[str, Any] | None:
    if one.verdict is Verdict.CHANGE:
        return dict(one.changes)
    return dict(one.before) if one.verdict is Verdict.ACCEPT else None


def as_jsonl(rows: Iterable[Row]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_csv(rows: Iterable[Row]) -> str:
    """A table for spreadsheets; a cell that one would take for a formula begins with ``'``."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    words = json.dumps(value, ensure_ascii=False) if isinstance(value, Mapping) else str(value)
    return f"'{words}" if words.startswith(FORMULA) else words
