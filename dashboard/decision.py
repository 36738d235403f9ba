"""What a person decided about something that the reader found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from dashboard.model import Span

CHOSEN = "chosen by a person"
"""how a place or an actor came about that a decision names"""


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
    WITHDRAW = "withdraw"
    """what was decided before no longer holds; the finding is as it was read"""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; a later one about the same thing replaces it whole, and both are kept."""

    made: datetime
    """UTC, whole seconds"""
    by: str
    report_id: str
    subject: Subject
    anchor: Span
    """of a mention its words, of an event its trigger, of an actor the words that name it first, of
    a relation its sentence, in the report's text"""
    text: str
    """the words at the anchor: where they no longer stand there, they are looked for nearest by"""
    kind: str
    """of an event its type as read, of a mention its kind, of a relation source, type and target,
    of an actor its id"""
    verdict: Verdict
    changes: Mapping[str, Any] = field(default_factory=dict)
    """field → value, as JSON knows it; only with ``change``"""
    note: str = ""
    among: str = ""
    """of an event the words of its place as read, which tell events of one trigger apart"""
    before: Mapping[str, Any] = field(default_factory=dict)
    """field → value as read when it was decided: what was accepted, and what was changed"""

    @property
    def thing(self) -> tuple[object, ...]:
        """What it is about; the same for two decisions about the same thing."""
        return self.report_id, self.subject, self.anchor, self.text, self.kind, self.among
