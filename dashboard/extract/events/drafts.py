"""What is known of an event while it is being put together."""

from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Token

from dashboard.extract.dates import DateMention
from dashboard.extract.events.match import Trigger
from dashboard.extract.events.mood import Mood
from dashboard.model import DatePrecision, Participant, PlaceMention, Span

BATTLES = ("Armed clash", "Government regains territory", "Non-state actor overtakes territory")
REMOTE = (
    "Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
    "Suicide bomb", "Grenade", "Chemical weapon",
)  # fmt: skip
VIOLENT = frozenset(REMOTE) | {
    "Armed clash", "Attack", "Excessive force against protesters", "Sexual violence",
    "Mob violence",
}  # fmt: skip
SPEECH = frozenset({
    "Call or demand", "Acceptance or support", "Rejection", "Accusation or condemnation",
    "Threat or ultimatum", "Promise or pledge", "Concession declared",
    "Sanction or break of relations", "Agreement",
})  # fmt: skip
"""acts of words: they have the place where they are said to be done, or none"""


@dataclass(slots=True, eq=False)
class Draft:
    """An event in the making; ``triggers`` begins with the one that gave the type."""

    triggers: list[Trigger]
    type: str
    mood: Mood
    place: PlaceMention | None = None
    place_inherited: str = ""
    when: DateMention | None = None
    first: date | None = None
    last: date | None = None
    precision: DatePrecision | None = None
    date_inherited: str = ""
    date_from: "Draft | None" = None
    participants: list[Participant] = field(default_factory=list)
    participant_words: list[Span] = field(default_factory=list)
    dead: tuple[int | None, int | None, int | None] = (None, None, None)
    dead_words: Span | None = None
    more: list[Span] = field(default_factory=list)
    score: float = 0.6
    borrowed: bool = False
    """whether the type comes from another sentence"""

    @property
    def head(self) -> Token:
        """The word that tells of it."""
        return self.triggers[0].head

    @property
    def is_violent(self) -> bool:
        """Whether people may have been hurt in it."""
        return self.type in VIOLENT
