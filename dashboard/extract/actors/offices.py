"""Who holds which office: "GNA Prime Minister X", "X, commander of the LNA", "the LNA of X"."""

from collections.abc import Iterator

from dashboard.extract.actors.antecedents import (
    SHORT,
    last_body,
    last_person,
    nation,
    titles_before,
)
from dashboard.extract.actors.owned import POSSESSIVE, lead_owned
from dashboard.extract.actors.runs import title_at
from dashboard.extract.actors.stage import Figure, Part, Stage
from dashboard.extract.actors.words import (
    BEFORE_TITLE,
    LEADERS,
    MEMBERS,
    PAST,
    RANKS,
)
from dashboard.model import ActorKind, RelationType

_OF = {"of", "for", "in", "at"}
_THIS = {"its", "their", "his", "her", "whose"}
_COUNTRYS = {"country", "nation", "state", "kingdom"}
_FAR = 7
_OF_ARMIES = {"army chief", "military chief", "army commander", "chief of army staff"}
_ENDS: tuple[list[str], ...] = ([], [","], ["and"], ["."], [";"], [":"], [")"])
"""what follows a name that is set off by a comma"""
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def hold_offices(stage: Stage) -> None:
    """Notes who leads and who belongs to what, as titles and appositions tell."""
    for part in _persons(stage):
        _before(stage, part) or _after(stage, part) or _counterpart(stage, part)
        lead_owned(stage, part)


def hold_its_offices(stage: Stage) -> None:
    """The same once all who act are known; then a pronoun may stand for the body, too."""
    hold_offices(stage)
    for part in _persons(stage):
        for end in (part.start, part.start - 1):
            start, words = titles_before(stage, end)
            if words and start and stage.lower[start - 1] in _THIS:
                _its(stage, part, words, start - 1)
        for words, at in (
            _offices(stage, part.end + 1) if stage.lower[part.end : part.end + 1] == [","] else ()
        ):
            named = stage.covered[at + len(words)] if at + len(words) < len(stage.tokens) else None
            if named is not None and named.kind is ActorKind.PERSON:
                continue
            if stage.lower[at - 1] in _THIS:
                _its(stage, part, words, at - 1)


def _persons(stage: Stage) -> list[Part]:
    return [part for part in stage.parts if part.figure.kind is ActorKind.PERSON]


def _note(
    stage: Stage,
    person: Figure,
    words: list[str],
    body: Figure | None,
    *,
    i: int,
    country: str = "",
) -> bool:
    """Notes that ``person`` holds the office called ``words`` in ``body`` or in a country."""
    title = " ".join(word for word in words if word not in PAST and word != "-").strip()
    title = SHORT.get(title, title)
    body = body or (stage.government(country) if country else None)
    if body is None or body.kind is ActorKind.PERSON:
        return False
    if title in _OF_ARMIES and body is stage.government(body.country):
        army = stage.known.force(body.country, stage.report.published)
        body = stage.enter_known(army) if army else body
    if title in RANKS and body.kind is ActorKind.STATE:
        return False
    key = body.country if body is stage.government(body.country) else body.actor_id
    past = bool(PAST & set(words))
    if not past:
        stage.titles.setdefault((title.split(" of ")[0], key), person)
    last = title if title in MEMBERS else title.split(" of ")[0]
    kind = RelationType.LEADS if _leads(last, body) else RelationType.BELONGS_TO
    if not past and not (kind is RelationType.BELONGS_TO and stage.leads(person, body)):
        stage.relate(person, kind, body, i)
    if not person.country and person.known is None:
        person.country = body.country
    return True


def _leads(title: str, body: Figure) -> bool:
    """Whether a title makes its holder the leader; of a state only its head leads."""
    if title in _OF_ARMIES:
        return "army" in body.name.lower() or "forces" in body.name.lower()
    if title == "speaker":
        return body.kind is ActorKind.ORGANISATION
    if title in MEMBERS or title.startswith(("deputy", "vice", "senior", "regional")):
        return False
    if body.kind is ActorKind.STATE and title in ("commander", "governor", "mayor", "director"):
        return "army" in body.name.lower() or "forces" in body.name.lower()
    return title in LEADERS or title.rsplit(" ", 1)[-1] in LEADERS


def _before(stage: Stage, part: Part) -> bool:
    """ "Turkish President X", "LNA's (…) commander X", "head of the mission, X"."""
    start = part.start
    if start and stage.lower[start - 1] == ",":
        if stage.lower[part.end : part.end + 1] not in _ENDS:
            return False
        start -= 1
        if _headed(stage, part, start):
            return True
    start, words = titles_before(stage, _before_rank(stage, start))
    if not words or (start == part.start and stage.lower[part.start - 1] == ","):
        return _headed(stage, part, part.start)
    while (
        start
        and stage.lower[start - 1] in BEFORE_TITLE | {"-"}
        and stage.covered[start - 1] is None
    ):
        start -= 1
        if stage.lower[start] in PAST:
            words = [stage.lower[start], *words]
    return _owner_before(stage, part, words, start)


def _before_rank(stage: Stage, start: int) -> int:
    """Where "…'s ruler, Captain X" breaks off before the rank; ``start`` if it does not."""
    first, words = titles_before(stage, start)
    if words and RANKS.issuperset(words) and first and stage.lower[first - 1] == ",":
        return first - 1
    return start


def _owner_before(stage: Stage, part: Part, words: list[str], start: int) -> bool:
    """Whose title it is that begins with token ``start``."""
    j = start - 1
    if j >= 0 and stage.lower[j] in POSSESSIVE:
        j -= 1
    if j >= 2 and stage.lower[j] == ")" and stage.covered[j - 1] is not None:
        j -= 1
    if j < 0 or stage.sentence[j] != stage.sentence[part.start]:
        return False
    if stage.lower[j] in _COUNTRYS:
        return _note(stage, part.figure, words, None, i=part.start, country=nation(stage, j))
    if j and stage.lower[j - 1] in PAST:
        words = [stage.lower[j - 1], *words]
    body, place = stage.covered[j], stage.places[j]
    if (
        place is not None
        and (body is None or body.kind is ActorKind.STATE)
        and (code := stage.country(place))
    ):
        first, _ = stage.range(place.span.start, place.span.end)
        if noted := _note(stage, part.figure, words, None, i=part.start, country=code):
            government = stage.government(code)
            if government is not None and stage.free(first, first + 1):
                stage.add(first, j + 1, government, place.span)
        return noted
    return body is not None and _note(stage, part.figure, words, body, i=part.start)


def _its(stage: Stage, part: Part, words: list[str], at: int) -> bool:
    """ "its prime minister X": of the last body before; "his spokesman X": of a leader's body."""
    body = last_body(stage, at)
    if stage.lower[at] in ("his", "her"):
        owner = last_person(stage, at, part.figure)
        body = stage.led_by(owner) if owner is not None else None
    return body is not None and _note(stage, part.figure, words, body, i=part.start)


def _headed(stage: Stage, part: Part, end: int) -> bool:
    """ "the head of the mission, X" and "the leader of the mission X"."""
    j = end - 1 - (stage.lower[end - 1] == ",") if end else -1
    if j >= 2 and stage.lower[j] == ")" and stage.covered[j - 1] is not None:
        j -= 1
    if j < 2:
        return False
    body, place = stage.covered[j], stage.places[j]
    code = stage.country(place) if place is not None and body is None else ""
    if body is None and not code:
        return False
    while j >= 0 and (
        (stage.places[j] is place if code else stage.covered[j] is body)
        or stage.lower[j] in ("the", "(", ")")
    ):
        j -= 1
    if j < 1 or stage.lower[j] not in _OF:
        return False
    start, words = titles_before(stage, j)
    return start < j and _note(stage, part.figure, words, body, i=part.start, country=code)


def _after(stage: Stage, part: Part) -> bool:
    """ "X, commander of the LNA,", "X, the country's foreign minister", "X of the LNA"."""
    i = part.end
    if stage.lower[i : i + 1] == ["of"]:
        _, words = titles_before(stage, part.start)
        return (bool(words) or _written_out(stage, part)) and _of_body(
            stage, part, words or [""], i
        )
    if stage.lower[i : i + 1] not in ([","], ["is"], ["was"]):
        return False
    return any(_apposition(stage, part, words, at) for words, at in _offices(stage, i + 1))


def _written_out(stage: Stage, part: Part) -> bool:
    """Whether the part is the person's name, and no office."""
    last = stage.tokens[part.end - 1]
    return last.tag_ == "NNP" and not title_at(stage, part.end - 1, part.end)


def _offices(stage: Stage, start: int) -> Iterator[tuple[list[str], int]]:
    """Titles that begin within a few tokens after ``start``, and where they begin."""
    for at in range(start, min(start + _FAR, len(stage.tokens))):
        if stage.lower[at] in (",", ".", ";") or stage.sentence[at] != stage.sentence[start - 1]:
            return
        if stage.tokens[at].tag_ in _FINITE:
            return
        length = title_at(stage, at, len(stage.tokens))
        if length:
            yield stage.lower[at : at + length], at
            return


def _apposition(stage: Stage, part: Part, words: list[str], at: int) -> bool:
    if at + len(words) < len(stage.tokens) and any(
        stage.covered[k] is not None and stage.covered[k].kind is ActorKind.PERSON  # type: ignore[union-attr]
        for k in range(at + len(words), min(at + len(words) + 1, len(stage.tokens)))
    ):
        return False
    if _of_body(stage, part, words, at + len(words)):
        return True
    start = at
    while start and stage.lower[start - 1] in BEFORE_TITLE and stage.covered[start - 1] is None:
        start -= 1
    return start > part.end and _owner_before(stage, part, words, start)


def _of_body(stage: Stage, part: Part, words: list[str], i: int) -> bool:
    """ "… of the LNA": the body that follows."""
    lower = stage.lower
    if i >= len(lower) or lower[i] not in _OF:
        return False
    j = i + 1
    while j < len(lower) and (lower[j] in ("the", "a", "paramilitary", "rebel", "self-styled")
                              or (j < i + 4 and stage.covered[j] is None and stage.places[j] is None
                                  and stage.tokens[j].tag_ in ("JJ", "DT"))):  # fmt: skip
        j += 1
    if j >= len(lower):
        return False
    if lower[j] in _COUNTRYS:
        return _note(stage, part.figure, words, None, i=part.start, country=nation(stage, j))
    body, place = stage.covered[j], stage.places[j]
    if body is not None and body.kind is not ActorKind.PERSON:
        return _note(stage, part.figure, words, body, i=part.start)
    code = stage.country(place) if place is not None else ""
    if (
        place is None
        or lower[i] != "of"
        or not (code and words[0])
        or not _note(stage, part.figure, words, None, i=part.start, country=code)
    ):
        return False
    first, last = stage.range(place.span.start, place.span.end)
    government = stage.government(code)
    if government is not None and stage.free(first, last):
        stage.add(first, last, government, place.span)
    return True


def _counterpart(stage: Stage, part: Part) -> bool:
    """ "his Russian counterpart X": the same office, of Russia."""
    j = part.start - 1
    if j < 1 or stage.lower[j] not in ("counterpart", "opposite", "colleague"):
        return False
    place = stage.places[j - 1]
    code = stage.country(place) if place is not None else ""
    other = last_person(stage, j, part.figure)
    office = next((title for (title, _), who in stage.titles.items() if who is other), "")
    if other is not None and not office:
        called = (titles_before(stage, p.start)[1] for p in stage.parts if p.figure is other)
        office = next((" ".join(words) for words in called if words), "")
    if not code or not office:
        return False
    noted = _note(stage, part.figure, [office], None, i=part.start, country=code)
    government = stage.government(code)
    if noted and government is not None and stage.free(j - 1, j):
        stage.add(j - 1, j, government)
    return noted
