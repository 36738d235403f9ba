"""A reading made by hand: what a reader might find in a short report, for tests of what follows."""

from dataclasses import replace
from datetime import date

from dashboard.extract.findings import Cast, Reading
from dashboard.extract.zones import zones
from dashboard.model import (
    Actor,
    ActorKind,
    ActorMention,
    Candidate,
    DatePrecision,
    Event,
    Evidence,
    Level,
    MentionKind,
    Origin,
    Participant,
    ParticipantRole,
    Place,
    PlaceMention,
    PlaceRole,
    Realis,
    Relation,
    RelationType,
    Report,
    Resolution,
    Span,
)
from dashboard.pipeline.desk import Read

TEXT = (
    "Shelling in Tripoli\n\n"
    "Fighters of the Northern Front shelled Tripoli on 8 January, killing three people. "
    "The Front, backed by the Harbour Guard, had said it would not attack Tripoli.\n\n"
    "Talks were held in Geneva.\n"
)
REPORT = Report("r1", "Shelling in Tripoli", TEXT, date(2020, 1, 9), language="en")
LIBYA = Place(
    "geonames:2210247", "Tripoli", Level.TOWN, "LY", "Tripoli, Tripoli District, Libya", "P.PPLC",
    32.8874, 13.1873, 5.0,
)  # fmt: skip
LEBANON = Place(
    "geonames:266826", "Tripoli", Level.TOWN, "LB", "Tripoli, North Lebanon, Lebanon", "P.PPL",
    34.4335, 35.8441, 5.0,
)  # fmt: skip
GENEVA = Place(
    "geonames:2660646", "Geneva", Level.TOWN, "CH", "Geneva, Switzerland", "P.PPLA",
    46.2022, 6.1457, 5.0,
)  # fmt: skip


def span(words: str, number: int = 0, text: str = TEXT) -> Span:
    """Where words stand for the ``number``-th time."""
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def mention(number: int, words: str, at: Span, role: PlaceRole) -> PlaceMention:
    return PlaceMention(
        f"r1-m{number}", "r1", words, at, at, MentionKind.TOPONYM, role, words, score=0.9
    )


def reading() -> Read:
    """Three mentions of Tripoli and one of Geneva, two actors, one relation, two events."""
    mentions = (
        mention(1, "Tripoli", span("Tripoli"), PlaceRole.MENTIONED),
        mention(2, "Tripoli", span("Tripoli", 1), PlaceRole.EVENT_SITE),
        mention(3, "Tripoli", span("Tripoli", 2), PlaceRole.MENTIONED),
        mention(4, "Geneva", span("Geneva"), PlaceRole.EVENT_SITE),
    )
    sentence = Span(span("Fighters").start, span("three people.").end)
    shelling = Event(
        "r1-e1", "r1", "Explosions/Remote violence", "Shelling/artillery/missile attack",
        Realis.ACTUAL, sentence, span("shelled"), date(2020, 1, 8), date(2020, 1, 8),
        DatePrecision.DAY, date_text=span("8 January"), place_mention="r1-m2",
        participants=(Participant("front", ParticipantRole.SOURCE),),
        fatalities_low=3, fatalities_best=3, fatalities_high=3, origin=Origin.READ, score=0.8,
        evidence=(
            Evidence("sentence", sentence), Evidence("type", span("shelled")),
            Evidence("place", span("Tripoli", 1)), Evidence("date", span("8 January")),
        ),
    )  # fmt: skip
    talks = Event(
        "r1-e2", "r1", "Diplomacy and pressure", "Meeting or talks", Realis.ACTUAL,
        span("Talks were held in Geneva."), span("Talks"), None, None, None,
        place_mention="r1-m4", origin=Origin.READ, score=0.6,
    )  # fmt: skip
    cast = Cast(
        (
            Actor("front", "Northern Front", ActorKind.REBEL, aliases=("The Front",)),
            Actor("guard", "Harbour Guard", ActorKind.MILITIA),
        ),
        (
            ActorMention("front", span("Northern Front")),
            ActorMention("front", span("The Front")),
            ActorMention("guard", span("Harbour Guard")),
        ),
        (
            Relation(
                "r1-l1", "r1", "guard", RelationType.SUPPORTS, "front",
                Span(span("The Front").start, span("attack Tripoli.").end),
            ),
        ),
    )  # fmt: skip
    both = (Candidate(LIBYA, 0.8), Candidate(LEBANON, 0.1))
    resolutions = (
        *(Resolution(f"r1-m{one}", both, "best known", "Best known.") for one in (1, 2, 3)),
        Resolution("r1-m4", (Candidate(GENEVA, 0.9),), "only candidate", "Only one."),
    )
    found = Reading(
        REPORT, tuple(zones(TEXT, title=REPORT.title)), mentions, cast, (), (shelling, talks)
    )
    return Read(found, resolutions)


def reading_as(report: Report, *, actor: str = "Northern Front") -> Reading:
    """The same in a report of another id whose text is the same; one actor may be renamed."""
    found = reading().reading
    front, guard = found.cast.actors
    cast = replace(
        found.cast,
        actors=(replace(front, name=actor), guard),
        relations=tuple(replace(one, report_id=report.report_id) for one in found.cast.relations),
    )
    return replace(
        found,
        report=report,
        zones=tuple(zones(report.text, title=report.title)),
        mentions=tuple(replace(one, report_id=report.report_id) for one in found.mentions),
        events=tuple(replace(one, report_id=report.report_id) for one in found.events),
        cast=cast,
    )
