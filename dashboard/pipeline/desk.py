"""Settings in, a desk out: the tools that read reports, opened once.

A report read at the desk is zones, mentions, actors, dates and events with their offsets, and the
place that each mention means.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property, lru_cache, partial
from threading import Lock
from typing import TYPE_CHECKING

from geopy.geocoders.base import Geocoder

from dashboard.decision import CHOSEN
from dashboard.extract.findings import Reading
from dashboard.geocode.fallback import with_online
from dashboard.geocode.gazetteer import Gazetteer
from dashboard.geocode.lexicon import GazetteerLexicon
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.online import online_geocoder
from dashboard.geocode.resolve import resolve
from dashboard.model import Actor, PlaceMention, Problem, Report, Resolution
from dashboard.pipeline.tables import Resolver
from dashboard.readers.coded import Coding
from dashboard.readers.roster import read_roster
from dashboard.settings import ROOT, Settings
from dashboard.store.kept import Kept, digest, digest_of_files

if TYPE_CHECKING:
    from dashboard.extract.read import Reader

ACTORS = ROOT / "data" / "actors"
READING = (ROOT / "dashboard" / "extract", ACTORS)
LEXICON = "event_*.csv"
"""the code and the data that reading depends on"""


@dataclass(frozen=True, slots=True)
class Read:
    """A report with all that was found in it; the resolutions are those of its mentions."""

    reading: Reading
    resolutions: tuple[Resolution, ...]
    problems: tuple[Problem, ...] = ()
    """decisions about it that could not be applied"""


class Desk:
    """Reads reports and finds places; opening it is quick, the parser is loaded when needed."""

    def __init__(self, settings: Settings) -> None:
        """Raises ``GazetteerError`` where there is no gazetteer."""
        self._settings = settings
        self.gazetteer = Gazetteer(settings.gazetteer)
        self.geocoder = OfflineGeocoder(self.gazetteer)
        self._kept = Kept(settings.readings, Reading)
        self._opening = Lock()

    def read(self, report: Report) -> Read:
        """Everything found in a report, read once; never raises, whatever its text."""
        name = self.kept_as(report)
        reading = self._kept.get(name)
        if reading is None:
            reading = self.open().read(report)
            self._kept.put(name, reading)
        return Read(reading, tuple(self.resolve(reading.mentions, report)))

    def kept_as(self, report: Report) -> str:
        """The name that the reading of this report is kept under."""
        return digest((self._version, *map(str, astuple(report))))

    def read_anew(self, report: Report) -> Read:
        """The same, whatever was kept of it."""
        reading = self.open().read(report)
        return Read(reading, tuple(self.resolve(reading.mentions, report)))

    def open(self) -> "Reader":
        """Load the parser, which takes a second or more, once."""
        with self._opening:
            return self._reader

    def warm(self) -> None:
        """Load what the first report would otherwise wait for."""
        self.read_anew(Report("", "", "Shelling hit Kharkiv on Monday.", None))

    def resolve(
        self, mentions: Sequence[PlaceMention], report: Report | None = None
    ) -> list[Resolution]:
        """The places that the mentions of one report mean, in order."""
        offline: Resolver = partial(
            resolve,
            geocoder=self.geocoder,
            text=report.text if report else "",
            publisher=report.publisher if report else "",
        )
        if self._online is None:
            return offline(mentions)
        return with_online(offline, self._online, self._country_name)(mentions)

    @cached_property
    def _version(self) -> str:
        """Of the code and the data that read; another version reads all reports again."""
        gazetteer = self._settings.gazetteer.stat()
        files = [path for part in READING for path in part.rglob("*") if path.suffix != ".pyc"]
        files += (ROOT / "data").glob(LEXICON)
        built = f"{gazetteer.st_size} {gazetteer.st_mtime_ns}"
        return digest((digest_of_files(files), self._settings.pipeline, built))

    @cached_property
    def _reader(self) -> "Reader":
        from dashboard.extract.read import Reader  # a second to import; not all have to read

        pipeline = {"pipeline": name} if (name := self._settings.pipeline) else {}
        return Reader(GazetteerLexicon(self.gazetteer), read_roster(ACTORS), **pipeline)

    @cached_property
    def _online(self) -> Geocoder | None:
        settings = self._settings
        if not settings.online_geocoder:
            return None
        return online_geocoder(
            settings.online_geocoder, user_agent=settings.user_agent, folder=settings.answers
        )

    def _country_name(self, code: str) -> str:
        country = self.gazetteer.country(code)
        return country.name if country else ""


@lru_cache(maxsize=2)
def desk(settings: Settings) -> Desk:
    """The desk of this process for these settings."""
    return Desk(settings)


def as_coding(reads: Iterable[Read]) -> Coding:
    """The records of reports that were read, in the shape of coded ones; actors once each."""
    reads = tuple(reads)
    actors: dict[str, Actor] = {}
    for actor in (actor for read in reads for actor in read.reading.cast.actors):
        actors[actor.actor_id] = _joined(actors.get(actor.actor_id), actor)
    return Coding(
        tuple(read.reading.report for read in reads),
        tuple(m for read in reads for m in read.reading.mentions),
        tuple(actors.values()),
        tuple(r for read in reads for r in read.reading.cast.relations),
        tuple(e for read in reads for e in read.reading.events),
        tuple(p for read in reads for p in read.problems),
    )


def _joined(known: Actor | None, actor: Actor) -> Actor:
    if known is None:
        return actor
    if actor.source == CHOSEN and known.source != CHOSEN:
        known, actor = actor, known
    return replace(known, aliases=tuple(dict.fromkeys((*known.aliases, *actor.aliases))))


def resolved(reads: Iterable[Read], otherwise: Resolver) -> Resolver:
    """What answers from the readings, and asks ``otherwise`` for all else (seats of actors)."""
    known = {found.mention_id: found for read in reads for found in read.resolutions}

    def answer(mentions: Sequence[PlaceMention]) -> list[Resolution]:
        if all(mention.mention_id in known for mention in mentions):
            return [known[mention.mention_id] for mention in mentions]
        return otherwise(mentions)

    return answer
