"""What a person decided about something that the reader found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from dashboard.model import Span


class Subject(StrEnum):
    """What was decided about."""

    MENTION = "mention"
    EVENT = "event"
    ACTOR = "actor"
    RELATION = "relation"


class Verdict(StrEnum):
    """What was decided."""

    ACCEPT = "accept"
    CHANGE = "change"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; a later one about the same thing replaces it, and both are kept."""

    made: datetime
    """UTC, whole seconds"""
    by: str
    report_id: str
    subject: Subject
    anchor: Span
    """of a mention its words, of an event its trigger, in the report's text"""
    text: str
    """the words at the anchor: where they no longer stand there, the decision does not apply"""
    kind: str
    """of an event its type as read; of a mention its kind; else empty"""
    verdict: Verdict
    changes: Mapping[str, Any] = field(default_factory=dict)
    """field → value, as JSON knows it; only with ``change``"""
    note: str = ""
