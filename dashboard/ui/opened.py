"""One report that is open for review: what was read, what was decided, what is being looked at.

What the browser sends is checked here; nothing of it is trusted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from dashboard.decision import Decision, Subject, Verdict
from dashboard.model import Report
from dashboard.pipeline.changes import checked, whole
from dashboard.pipeline.decide import Offer, Reviewed, offers, review
from dashboard.pipeline.desk import Desk
from dashboard.pipeline.findings import Finding
from dashboard.pipeline.intake import Draft
from dashboard.pipeline.library import look_up, near, tables_of
from dashboard.render import compose
from dashboard.render.marks import Bounds, Mark
from dashboard.store.events import EventStore
from dashboard.store.filter import EventFilter
from dashboard.store.record import Record
from dashboard.ui.told import key_of

Data = dict[str, Any]


@dataclass
class Opened:
    """The state of one review; decisions are kept here until they are saved."""

    draft: Draft
    stored: list[Decision]
    """decisions of the record, about all reports"""
    saved: bool
    """whether the report itself is stored"""
    made: list[Decision] = field(default_factory=list)
    """decisions that are not saved yet"""
    selected: str = ""
    """key of the finding that is looked at"""
    picking: str = ""
    """key of the mention whose place is about to be clicked on the map"""
    picked: Data | None = None
    """the position that was clicked, for the mention in ``picking``"""
    looked_up: Data = field(default_factory=dict)
    """what a person looked up in the gazetteer, and what was found"""
    heard: int = 0
    """number of the last act of the browser that was done"""
    error: str = ""
    """why the last act was refused"""
    said: str = ""
    """what became of the last saving"""
    _reviewed: tuple[int, Reviewed] | None = None
    _marks: tuple[Reviewed, tuple[Mark, ...]] | None = None
    _bounds: Bounds | None = None

    @property
    def report(self) -> Report:
        """The report."""
        return self.draft.read.reading.report

    def reviewed(self, desk: Desk) -> Reviewed:
        """The report as it stands with all decisions, saved or not."""
        count = len(self.stored) + len(self.made)
        if self._reviewed is None or self._reviewed[0] != count:
            decisions = [*self.stored, *self.made]
            self._reviewed = count, review(self.draft.read, decisions, desk.geocoder)
        return self._reviewed[1]

    def marks(self, desk: Desk) -> tuple[Mark, ...]:
        """What the map shows of the report as it stands."""
        reviewed = self.reviewed(desk)
        if self._marks is None or self._marks[0] is not reviewed:
            store = EventStore(tables_of(reviewed.read, desk))
            found = store.select(EventFilter())
            marks = compose.marks(store.tables, found.events, found.mentions, found.participants)
            self._marks = reviewed, tuple(marks)
        return self._marks[1]

    def reread(self, draft: Draft) -> None:
        """Take what was read after title, publisher or date were put right."""
        self.saved = self.saved and draft.read.reading.report == self.report
        self.draft, self._reviewed, self._bounds = draft, None, None

    def bounds(self, found: Bounds) -> Bounds:
        """Where the map opens: a decision shall not rebuild it, so it is what was found first."""
        self._bounds = self._bounds or found
        return self._bounds

    def offers(self) -> list[Offer]:
        """Places chosen for the same names in other reports."""
        return offers([*self.stored, *self.made], self.draft.read)

    def hear(self, sent: object, *, by: str, desk: Desk) -> None:
        """Do what the browser asks and has not been done yet: ``{"acts": [{"n": 7, …}, …]}``."""
        acts = sent.get("acts") if isinstance(sent, dict) else None
        for one in acts if isinstance(acts, list) else ():
            number = one.get("n") if isinstance(one, dict) else None
            if isinstance(number, int) and number > self.heard:
                self.heard = number
                self.act(one, by=by, desk=desk)

    def act(self, sent: Mapping[str, Any], *, by: str, desk: Desk) -> None:
        """Do one thing; what makes no sense is refused with a sentence."""
        self.error = self.said = ""
        known: Mapping[str, Callable[[Any], None]] = {
            "decide": lambda value: self._decide(value, by, desk),
            "all": lambda value: self._accept_all(str(value), by, desk),
            "select": lambda value: self._select(str(value)),
            "pick": lambda value: self._pick(str(value)),
            "look_up": lambda value: self._look_up(value, desk),
            "offer": lambda value: self._take(int(value), by, desk),
        }
        try:
            for name, value in sent.items():
                if name in known:
                    known[name](value)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            self.error = f"This was refused: {error}"

    def clicked(self, latitude: float, longitude: float, desk: Desk) -> None:
        """A place on the map was clicked while one was wanted."""
        if self.picking:
            self.picked = {"key": self.picking, **near(desk, latitude, longitude)}

    def save(self, record: Record) -> int:
        """Store the report and the decisions; returns how many decisions.

        Raises ``ReadError`` where the record cannot be written.
        """
        if not self.saved:
            record.save(self.report)
            self.saved = True
        count = len(self.made)
        while self.made:
            record.decide(self.made[0])
            self.stored.append(self.made.pop(0))
        return count

    def _select(self, key: str) -> None:
        self.selected = key
        if self.picking != key:
            self.picking, self.picked = "", None

    def _pick(self, key: str) -> None:
        self.picking, self.picked = key, None

    def _look_up(self, value: Mapping[str, Any], desk: Desk) -> None:
        name = " ".join(str(value["name"]).split())
        self.looked_up = {"key": str(value["key"]), "name": name, "found": look_up(desk, name)}

    def _decide(self, value: Mapping[str, Any], by: str, desk: Desk) -> None:
        key, verdict = str(value["key"]), Verdict(value["verdict"])
        for finding, standing in self.reviewed(desk).findings:
            if key_of(finding) == key:
                self._add(finding, standing, verdict, value.get("changes") or {}, by)
                self.picking, self.picked, self.looked_up = "", None, {}
                return
        raise ValueError("there is no such finding")

    def _add(
        self,
        finding: Finding,
        standing: Decision | None,
        verdict: Verdict,
        asked: Mapping[str, Any],
        by: str,
    ) -> None:
        """A decision takes over the changes of the one before it, which it replaces whole."""
        before = standing.before if standing else finding.before
        kept = standing.changes if standing and standing.verdict is Verdict.CHANGE else {}
        changes: Mapping[str, Any] = {}
        if verdict is Verdict.CHANGE:
            every = {**kept, **checked(finding.subject, asked)}
            whole(finding.subject, {**before, **every})
            changes = {name: value for name, value in every.items() if value != before.get(name)}
            verdict = Verdict.CHANGE if changes else Verdict.ACCEPT
        if verdict is Verdict.WITHDRAW and standing is None:
            return
        now = datetime.now(UTC)
        new = finding.decide(self.report.report_id, verdict, by=by, made=now, changes=changes)
        if standing:
            new = replace(standing, made=new.made, by=by, verdict=verdict, changes=changes)
        self.made.append(new)

    def _accept_all(self, subject: str, by: str, desk: Desk) -> None:
        wanted = Subject(subject)
        for finding, standing in self.reviewed(desk).findings:
            if standing is None and finding.subject is wanted:
                self._add(finding, None, Verdict.ACCEPT, {}, by)

    def _take(self, number: int, by: str, desk: Desk) -> None:
        offer = self.offers()[number]
        name = offer.name.casefold()
        for finding, standing in self.reviewed(desk).findings:
            called = str(finding.before.get("name", "")).casefold()
            if finding.subject is Subject.MENTION and called == name:
                self._add(finding, standing, Verdict.CHANGE, {"place": offer.place}, by)
                return
        raise ValueError("the report no longer has that name")
