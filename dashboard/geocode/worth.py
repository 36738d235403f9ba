"""A question in, what its candidates are worth by themselves out, before the rest of the report.

That is how well known a candidate is and how well the name fits it; what the coder says of the
mention; what the words around it say it lies in, or is ("Grant and Clay counties"); and whether the
outlet is called after it. The outlet itself is asked after like one more mention.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dashboard.geocode.clues import containments, level_said
from dashboard.geocode.judge import Asked
from dashboard.geocode.normalise import key
from dashboard.geocode.offline import OfflineGeocoder
from dashboard.geocode.outlet import homes, outlet
from dashboard.geocode.phrases import side_alone
from dashboard.geocode.questions import WEIGHED, Question, hits_of
from dashboard.geocode.search import Hit, lies_in
from dashboard.model import Level, MentionKind, PlaceMention

PRIOR = 0.65
"""Below 1: the report counts for more than fame."""
_FLAT = 0.3
"""the same for a name that the outlet bears: a local paper's Paris is seldom the famous one"""
_SPELLED = 2.0
"""power of how well a name stands for the place"""
_WELL_KNOWN = 100_000
_SPELLED_FAMED = 1.0
_CODED = 50.0
_FITS = 0.5
"""quality of a name from which on what is said of the level speaks for a candidate"""
_INSIDE = {True: 20.0, False: 8.0}
"""for what is said to be inside a place: right beside it, or some words away"""
_LEVEL = 30.0
_SEATED = 0.3
"""for a division whose own town has the name: "Kherson" is the town, if nobody says otherwise"""
_HOME, _HOME_FLAT, _HOME_DOUBT = 0.05, 0.2, 0.3
_KNOWN_HOME = 2.0
_ADDRESS = 4.0
"""how many mentions the country of an address is worth"""
_MOST_PAPERS, _PERHAPS = "US", 0.1
_SIDE = 0.1
"""for a division called North, South, East or West: the words mostly mean something else"""
_CONTAINERS = 8
_HOLD = (Level.COUNTRY, Level.PROVINCE, Level.DISTRICT, Level.REGION)
_POINTS = {Level.TOWN, Level.FACILITY}
_LEAST_NAME = 5

Said = dict[str, float]
"""By place id, how much the words around a mention speak for a candidate."""


def asked_of(
    mentions: Sequence[PlaceMention],
    asking: Sequence[Question],
    geocoder: OfflineGeocoder,
    *,
    text: str,
    publisher: str,
) -> tuple[dict[Question, Asked], list[Asked], frozenset[tuple[Question, str]]]:
    """The questions; what the outlet adds; which place of which question is said to lie inside."""
    times = Counter(asking)
    hits = {question: list(hits_of(question, geocoder)) for question in times}
    inside = _inside(text, mentions, asking, hits, geocoder)
    levels = _levels(text, mentions, asking)
    stems, extra = _outlet(publisher, list(times), geocoder)
    questions = {}
    for question, often in times.items():
        borne = key(question.name).replace(" ", "") in stems and not _of_a_land(hits[question])
        flat = _FLAT if borne else PRIOR
        said, level = inside.get(question, {}), levels.get(question)
        towns = _towns(hits[question]) if level is None else frozenset()
        worth = [
            hit.score**flat
            * (_SEATED if _is_division(hit) and {hit.entry.id} & towns else 1.0)
            * hit.quality
            ** (_SPELLED if (hit.entry.population or 0) < _WELL_KNOWN else _SPELLED_FAMED)
            * coded(question, hit)
            * said.get(hit.entry.place_id, 1.0)
            * (_LEVEL if level == hit.entry.level else 1.0)
            for hit in hits[question]
        ]
        doubt = 1 - min(1.0, sum(hit.score for hit in hits[question]))
        if side_alone(question.name) and not question.coded:
            worth, doubt = [_SIDE * each for each in worth], 1.0
        questions[question] = Asked(float(often), hits[question], worth, doubt)
    within = frozenset((q, place_id) for q, said in inside.items() for place_id in said)
    return questions, extra, within


def _is_division(hit: Hit) -> bool:
    return hit.entry.level in (Level.PROVINCE, Level.DISTRICT)


def _towns(hits: Iterable[Hit]) -> frozenset[int | None]:
    """Divisions in which a town of the same name lies."""
    towns = [hit.entry for hit in hits if hit.entry.level == Level.TOWN and hit.quality >= _FITS]
    return frozenset(d for entry in towns for d in (entry.admin1, entry.admin2))


def coded(question: Question, hit: Hit) -> float:
    """How well a candidate fits what the coder says of the mention."""
    fit = 1.0
    if question.country:
        fit *= _CODED if hit.entry.country == question.country else 1 / _CODED
    if question.level and hit.entry.level == question.level and hit.quality >= _FITS:
        fit *= _CODED
    elif question.level and not {question.level, hit.entry.level} <= _POINTS:
        fit /= _CODED  # a port that the gazetteer lacks is better told by its town
    return fit


def _levels(
    text: str, mentions: Sequence[PlaceMention], asking: Sequence[Question]
) -> dict[Question, Level]:
    """What the words after its mentions most often say of a question."""
    said: dict[Question, Counter[Level]] = {}
    for mention, question in zip(mentions, asking, strict=True):
        if 0 < mention.span.end <= len(text):
            level = level_said(text, mention.span.end)
            if level:
                said.setdefault(question, Counter())[level] += 1
    return {question: counts.most_common(1)[0][0] for question, counts in said.items()}


def _inside(
    text: str,
    mentions: Sequence[PlaceMention],
    asking: Sequence[Question],
    hits: Mapping[Question, list[Hit]],
    geocoder: OfflineGeocoder,
) -> dict[Question, Said]:
    """Adds to ``hits`` what is too little known to be among them but lies where it is said to."""
    found: dict[Question, Said] = {}
    told = {(asking[said.inner], said.name, said.sure) for said in containments(text, mentions)}
    for question, name, sure in sorted(told, key=str):
        if key(name) == key(question.name) or question.kind == MentionKind.DEMONYM:
            continue
        levels = _HOLD if sure else (*_HOLD, Level.TOWN)
        wholes = [
            hit
            for hit in geocoder.candidates(name, WEIGHED)[:_CONTAINERS]
            if hit.entry.level in levels and hit.quality >= _FITS
        ]
        for whole in wholes[:3]:
            _add_rare(question, whole, hits[question], geocoder)
        said = found.setdefault(question, {})
        for hit in hits[question]:
            holding = [w.score for w in wholes if lies_in(geocoder.gazetteer, hit.entry, w.entry)]
            if holding:
                worth = 1 + _INSIDE[sure] * max(holding) ** 0.5
                said[hit.entry.place_id] = said.get(hit.entry.place_id, 1.0) * worth
    return found


def _add_rare(question: Question, whole: Hit, hits: list[Hit], geocoder: OfflineGeocoder) -> None:
    country = whole.entry.country
    if len(hits) < WEIGHED or not country or question.coded:
        return
    inside = [hit for hit in hits if lies_in(geocoder.gazetteer, hit.entry, whole.entry)]
    if not inside:
        hits += [
            hit
            for hit in geocoder.candidates(question.name, WEIGHED, country)
            if lies_in(geocoder.gazetteer, hit.entry, whole.entry)
        ]


def _outlet(
    publisher: str, asking: Iterable[Question], geocoder: OfflineGeocoder
) -> tuple[frozenset[str], list[Asked]]:
    """Keys of the names the outlet bears, without spaces, and what asks after its home."""
    if not publisher:
        return frozenset(), []
    found = outlet(publisher)
    names = homes(found, lambda name: bool(geocoder.gazetteer.named(key(name))))
    extra = []
    if found.home:
        names = [found.home.split(",")[0]]
        at = geocoder.candidates(found.home, WEIGHED, found.country)[:1]
        extra.append(Asked(_KNOWN_HOME, list(at), [1.0] * len(at), 0.0))
    borne = {key(name).replace(" ", ""): name for name in names}
    for question in asking:
        joined = key(question.name).replace(" ", "")
        if len(joined) >= _LEAST_NAME and any(joined in stem for stem in found.stems):
            borne.setdefault(joined, question.name)
    for name in () if found.home else borne.values():
        hits = [h for h in geocoder.candidates(name, WEIGHED) if h.entry.level != Level.FACILITY]
        worth = [hit.score**_HOME_FLAT for hit in hits]
        extra.append(Asked(_HOME / len(borne), hits, worth, _HOME_DOUBT))
    code, times = (found.country, _ADDRESS) if found.country else _perhaps(extra)
    country = geocoder.gazetteer.country(code) if code else None
    if country:
        extra.append(Asked(times, [Hit(country, country.name, 1.0, 1.0)], [1.0], 0.0))
    return frozenset(borne), extra


def _of_a_land(hits: Sequence[Hit]) -> bool:
    """Whether the best known of these is a country, as Lebanon is."""
    return bool(hits) and hits[0].entry.level == Level.COUNTRY


def _perhaps(homes_asked: Sequence[Asked]) -> tuple[str, float]:
    """The country of an outlet whose address tells none, and how many mentions that is worth.

    Most that write English and bear the name of a town which the United States have too are
    there; one that bears the name of a country is likely to speak of that.
    """
    hits = [hit for asked in homes_asked for hit in asked.hits]
    lands = any(_of_a_land(asked.hits) for asked in homes_asked)
    towns = {hit.entry.country for hit in hits if hit.entry.level == Level.TOWN}
    return (_MOST_PAPERS, _PERHAPS) if _MOST_PAPERS in towns and not lands else ("", 0.0)
