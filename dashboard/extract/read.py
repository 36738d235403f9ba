"""A report in, everything that is found in it out: the stages of reading, in order.

zones → words → toponyms → dates → actors → roles → events. Nothing here knows coordinates.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as Words

from dashboard.extract.actors import find_cast
from dashboard.extract.dates import read_dates
from dashboard.extract.events import find_events, with_sites
from dashboard.extract.findings import Cast, Lexicon, Reading, Toponym
from dashboard.extract.language import language
from dashboard.extract.parse import parser
from dashboard.extract.pinned import ENGLISH
from dashboard.extract.roles import stances
from dashboard.extract.toponyms.matches import gazetteer_matches
from dashboard.extract.toponyms.recognise import recognise
from dashboard.extract.zones import Zone, zones
from dashboard.model import MentionKind, PlaceMention, PlaceRole, Report, Span
from dashboard.roster import Roster

_NOBODY = Roster()


class Reader:
    """Reads reports with the names of one gazetteer and the actors of one actor file."""

    def __init__(
        self, lexicon: Lexicon, roster: Roster = _NOBODY, *, pipeline: str = ENGLISH
    ) -> None:
        """``pipeline`` is spaCy's. Raises ``SettingsError`` if it is not installed."""
        self._lexicon = lexicon
        self._roster = roster
        self._no_places = frozenset(
            name.casefold()
            for known in roster.actors
            for name in (known.actor.name, *known.actor.aliases)
        )
        self._parser = parser(pipeline)

    def read(self, report: Report) -> Reading:
        """What stands in ``report.text``; never raises, whatever the text."""
        found = zones(report.text, title=report.title)
        spoken = language(report.text)
        if spoken not in ("", self._parser.language):
            return self._foreign(report, found, spoken)
        doc = self._parser.parse(report.text, found)
        toponyms = recognise(doc, found, self._lexicon, never=self._no_places)
        dates = read_dates(report.text, published=report.published)
        mentions = self._mentions(report, doc, toponyms)
        cast = find_cast(doc, found, mentions, self._roster, report=report)
        mentions = stances(doc, mentions, cast)
        events = find_events(doc, found, mentions, cast, dates, report=report)
        mentions = with_sites(mentions, events, doc)
        return Reading(report, tuple(found), mentions, cast, tuple(dates), events)

    def _mentions(
        self, report: Report, doc: Doc, toponyms: Sequence[Toponym]
    ) -> tuple[PlaceMention, ...]:
        """The toponyms with their sentences; of an adjective of origin, its one country."""
        sentences = [_trimmed(sentence) for sentence in doc.sents]
        starts = [sentence.start for sentence in sentences]
        return tuple(
            replace(
                _mention(report, number, toponym),
                sentence=sentences[bisect_right(starts, toponym.span.start) - 1],
                country=self._origin(toponym),
            )
            for number, toponym in enumerate(toponyms, start=1)
        )

    def _origin(self, toponym: Toponym) -> str:
        known = self._lexicon.known(toponym.name)
        if toponym.kind is not MentionKind.DEMONYM or known is None or len(known.countries) != 1:
            return ""
        return known.countries[0]

    def _foreign(self, report: Report, found: list[Zone], spoken: str) -> Reading:
        """What can be had of a report that cannot be parsed: names that the gazetteer has."""
        names = gazetteer_matches(report.text, found, self._lexicon)
        mentions = tuple(_mention(report, at, name) for at, name in enumerate(names, start=1))
        warning = (
            f"This report is not in English but, it seems, in {spoken!r}: only place names that"
            " the gazetteer knows are marked in it, and no events, actors or dates were read."
        )
        return Reading(report, tuple(found), mentions, Cast(), (), (), (warning,))


def _trimmed(sentence: Words) -> Span:
    """Without the white space after it."""
    return Span(sentence.start_char, sentence.start_char + len(sentence.text.rstrip()))


def _mention(report: Report, number: int, toponym: Toponym) -> PlaceMention:
    span = toponym.span
    return PlaceMention(
        mention_id=f"{report.report_id}-m{number:02}",
        report_id=report.report_id,
        text=report.text[span.start : span.end],
        span=span,
        sentence=Span(span.start, span.end),
        kind=toponym.kind,
        role=PlaceRole.MENTIONED,
        name=toponym.name,
        level=toponym.level,
        score=toponym.score,
    )
