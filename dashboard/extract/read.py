"""A report in, everything that is found in it out: the stages of reading, in order.

zones → words → toponyms → dates → actors → events → roles. Nothing here knows coordinates.
"""

from dashboard.extract.dates import read_dates
from dashboard.extract.findings import Cast, Lexicon, Reading, Toponym
from dashboard.extract.language import language
from dashboard.extract.parse import parser
from dashboard.extract.toponyms.matches import gazetteer_matches
from dashboard.extract.toponyms.recognise import recognise
from dashboard.extract.zones import Zone, zones
from dashboard.model import PlaceMention, PlaceRole, Report, Span


class Reader:
    """Reads reports with the names of one gazetteer."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._parser = parser()

    def read(self, report: Report) -> Reading:
        """What stands in ``report.text``; never raises, whatever the text."""
        found = zones(report.text, title=report.title)
        spoken = language(report.text)
        if spoken not in ("", self._parser.language):
            return self._foreign(report, found, spoken)
        doc = self._parser.parse(report.text, found)
        toponyms = recognise(doc, found, self._lexicon)
        dates = read_dates(report.text, published=report.published)
        mentions = tuple(
            _mention(report, number, toponym) for number, toponym in enumerate(toponyms, start=1)
        )
        return Reading(report, tuple(found), mentions, Cast(), tuple(dates), ())

    def _foreign(self, report: Report, found: list[Zone], spoken: str) -> Reading:
        """What can be had of a report that cannot be parsed: names that the gazetteer has."""
        names = gazetteer_matches(report.text, found, self._lexicon)
        mentions = tuple(_mention(report, at, name) for at, name in enumerate(names, start=1))
        warning = (
            f"This report is not in English but, it seems, in {spoken!r}: only place names that"
            " the gazetteer knows are marked in it, and no events, actors or dates were read."
        )
        return Reading(report, tuple(found), mentions, Cast(), (), (), (warning,))


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
