"""Who is told of by a noun: "Turkish troops", "RSF fighters", "the government", "protesters"."""

from collections import Counter

from dashboard.extract.actors.antecedents import last_body, last_person, nation
from dashboard.extract.actors.stage import Figure, Stage
from dashboard.extract.actors.words import (
    FORCES,
    GROUPS,
    KEPT,
    OWN_BODIES,
    PEOPLE,
    STATE_BODIES,
    TITLES,
)
from dashboard.model import ActorKind, MentionKind

_NOUNS = ("NN", "NNS", "NNP", "NNPS", "VBZ", "JJ")
_MODIFIERS = {
    "JJ",
    "NN",
    "NNS",
    "NNP",
    "NNPS",
    "CD",
    "HYPH",
    "POS",
    "JJS",
    "JJR",
}
_TOLD = {"armed", "masked", "allied", "united", "retired", "captured", "defected", "elected"}
"""participles that may stand between an owner and the noun"""
_ARMY = {"army", "military", "armed forces", "air force", "navy", "soldiers", "troops"}
_GOVERNS = {"government", "junta", "council", "administration", "authority"}
_OWN = {"his", "her", "its", "their"}
_BELONGING = {"from", "of", "in"}
_FAR = 6


def name_described(stage: Stage) -> None:
    """Marks phrases whose noun tells of people or of a body, and who they belong to."""
    stage.home, stage.ruling = _home(stage), _ruling(stage)
    for i, token in enumerate(stage.tokens):
        if token.tag_ not in _NOUNS or not stage.read(i) or stage.covered[i] is not None:
            continue
        noun = _noun(stage, i)
        if stage.lower[i] in ("coalition", "alliance"):
            _coalition(stage, i)
        elif noun and not _modifies(stage, i):
            _describe(stage, i, noun)


def _noun(stage: Stage, i: int) -> str:
    """The noun, with the word before it if both are one notion ("security forces")."""
    word = stage.lower[i]
    pair = f"{stage.lower[i - 1]} {word}" if i else word
    for each in (pair, word):
        if each in FORCES or each in OWN_BODIES or each in GROUPS or each in PEOPLE or each in KEPT:
            return each
    return ""


def _modifies(stage: Stage, i: int) -> bool:
    """Whether the noun only says what kind of thing the next one is ("military cooperation")."""
    token = stage.tokens[i]
    if token.tag_ == "JJ" or token.dep_ in ("amod", "compound", "nmod"):
        after = stage.tokens[i + 1] if i + 1 < len(stage.tokens) else None
        return (
            after is not None
            and after.tag_ in ("NN", "NNS")
            and not _noun(stage, i + 1)
            and (after.lower_ not in TITLES)
        )
    return False


def _coalition(stage: Stage, i: int) -> None:
    """Marks "the Saudi-led coalition" as a body of that name."""
    if i < 3 or not _sided(stage, i - 1):
        return
    name = stage.text[stage.starts[i - 3] : stage.starts[i]] + stage.lower[i]
    stage.add(i - 3, i + 1, stage.enter(name, ActorKind.ORGANISATION))


def _describe(stage: Stage, i: int, noun: str) -> None:
    start, owner, country = _owner(stage, i)
    end = i + 1
    if noun in OWN_BODIES:
        if country and (state := stage.government(country)):
            name = f"{noun.capitalize()} of {state.name.removeprefix('Government of ')}"
            figure = stage.enter(name, ActorKind.ORGANISATION, country=country)
            stage.add(start, end, figure)
    elif noun in PEOPLE or (noun in GROUPS and owner is None and country):
        _people(stage, start, i, noun, country)
    elif owner is not None and noun not in KEPT:
        stage.add(start, end, owner)
    elif country and noun not in KEPT:
        state = _state(stage, country, noun)
        if state is not None:
            stage.add(start, end, state)
    else:
        _bare(stage, i, noun)


def _people(stage: Stage, start: int, i: int, noun: str, country: str) -> None:
    """People of their own, called by their origin if it stands before them."""
    if noun == "people" and not country:
        return
    name = _plural(noun)
    if country and start < i:
        name = f"{stage.text[stage.starts[start] : stage.starts[i]].strip()} {name}"
    kind = GROUPS.get(noun, ActorKind.CIVILIANS)
    stage.add(start, i + 1, stage.enter(name, kind, country=country, named=False))


def _plural(noun: str) -> str:
    """How the people are called when there are several."""
    if noun.endswith("man") and f"{noun[:-3]}men" in GROUPS:
        return f"{noun[:-3]}men"
    return f"{noun}s" if f"{noun}s" in GROUPS or f"{noun}s" in PEOPLE else noun


def _state(stage: Stage, country: str, noun: str) -> Figure | None:
    """Whose the soldiers or ministers of a country are."""
    if noun in _ARMY:
        key = stage.known.force(country, stage.report.published)
        if key and (key in stage.figures or country == stage.home):
            return stage.enter_known(key)
    named = stage.ruling.get(country) if country == stage.home else None
    return named or stage.government(country)


def _ruling(stage: Stage) -> dict[str, Figure]:
    """Bodies named that govern a country, beside its government as such; one for each country."""
    found: dict[str, list[Figure]] = {}
    for figure in stage.figures.values():
        if figure.named and figure.kind is ActorKind.STATE and figure.country and (
            _GOVERNS & set(figure.name.lower().split())
            and figure.actor_id not in stage.known.governments.values()
        ):  # fmt: skip
            found.setdefault(figure.country, []).append(figure)
    return {country: several[0] for country, several in found.items() if len(several) == 1}


def _acting_nation(stage: Stage, i: int) -> str:
    """The country that "the army" is of: whose government or army acted last before it."""
    return nation(stage, i) if i and stage.lower[i - 1] == "the" else ""


def _home(stage: Stage) -> str:
    """The country that the report is plainly about; empty if there are several."""
    named = Counter(
        p.figure.country
        for p in stage.parts
        if p.figure.kind is not ActorKind.PERSON
        and p.figure.country
        and p.figure is not stage.government(p.figure.country)
    )
    most = (stage.countries + named).most_common(2)
    if not most:
        return ""
    return most[0][0] if len(most) == 1 or most[0][1] >= 3 * most[1][1] else ""


def _owner(stage: Stage, i: int) -> tuple[int, Figure | None, str]:
    """Where the phrase begins, whose it is, and of which country."""
    start, owner, country = i, None, ""
    j = i - 1
    while j >= 0 and i - j <= _FAR and stage.sentence[j] == stage.sentence[i]:
        token = stage.tokens[j]
        figure, place = stage.covered[j], stage.places[j]
        if _sided(stage, j):
            return start, None, ""
        if figure is not None and token.tag_ != "POS" and _owning(stage, j, i):
            part = next(p for p in reversed(stage.parts) if p.start <= j < p.end)
            body = stage.led_by(figure) or figure
            if part.end - 1 == j or stage.covered[j] is figure:
                return part.start, body, ""
        if place is not None and (code := stage.country(place)):
            first, _ = stage.range(place.span.start, place.span.end)
            start, country = first, code
            break
        told = token.tag_ in _MODIFIERS or stage.lower[j] in _TOLD
        if not told and token.text not in ("-", "'s", "’s"):
            break
        j -= 1
    if not country:
        start, owner, country = _after(stage, i, start)
    return start, owner, country


def _owning(stage: Stage, j: int, i: int) -> bool:
    """Whether the name that ends with token ``j`` stands before the noun as its owner."""
    return all(
        stage.tokens[k].tag_ in _MODIFIERS and stage.lower[k] not in (",", "and")
        for k in range(j + 1, i)
    )


def _sided(stage: Stage, j: int) -> bool:
    """Whether token ``j`` is what someone does to the noun ("Iran-backed fighters")."""
    return stage.tokens[j].tag_ in ("VBN", "VBD") and stage.lower[j - 1] in ("-", "–")


def _after(stage: Stage, i: int, start: int) -> tuple[int, Figure | None, str]:
    """The owner in "forces of X", "fighters from X", "troops loyal to X"."""
    lower, j = stage.lower, i + 1
    if lower[j : j + 2] == ["loyal", "to"]:
        j += 2
    elif lower[j : j + 1] and lower[j] in _BELONGING - {"in"}:
        j += 1
    else:
        return start, None, ""
    while j < len(lower) and lower[j] in ("the", "a", "general", "president"):
        j += 1
    if j >= len(lower) or stage.sentence[j] != stage.sentence[i]:
        return start, None, ""
    figure, place = stage.covered[j], stage.places[j]
    if figure is not None and figure.named:
        return start, stage.led_by(figure) or figure, ""
    if place is not None and place.kind is MentionKind.TOPONYM:
        return start, None, stage.country(place)
    return start, None, ""


def _possessed(stage: Stage, i: int) -> Figure | None:
    """The body in "his troops", "its air force": led by the person, or the one that acted last."""
    j = i - 1
    while j > 0 and i - j < 4 and stage.tokens[j].tag_ in _MODIFIERS:
        j -= 1
    if j < 0 or stage.lower[j] not in _OWN or stage.sentence[j] != stage.sentence[i]:
        return None
    if stage.lower[j] in ("his", "her"):
        person = last_person(stage, j, None)
        return (stage.led_by(person) or stage.government(person.country)) if person else None
    return last_body(stage, j)


def _bare(stage: Stage, i: int, noun: str) -> None:
    """A noun without an owner: the one body of its kind in the report, else people of its own."""
    same = _said_of(stage, i) or (_possessed(stage, i) if noun in FORCES | set(GROUPS) else None)
    if same is not None:
        stage.add(i, i + 1, same)
    elif noun in GROUPS:
        kind = GROUPS[noun]
        figure = _plain(stage, i, kind)
        end = _place_after(stage, i)
        if end:
            name = f"{noun} from {stage.text[stage.starts[i + 2] : stage.starts[end - 1]]}"
            name += stage.tokens[end - 1].text
            stage.add(i, end, stage.enter(name, kind, named=False))
            return
        stage.add(i, i + 1, figure or stage.enter(_plural(noun), kind, named=False))
    elif noun in STATE_BODIES or noun in ("soldiers", "troops", "police", "officials"):
        length = noun.count(" ")
        home = stage.home or _acting_nation(stage, i)
        state = _state(stage, home, noun) if home and noun != "officials" else None
        if state is None and noun in ("officials", "administration"):
            return
        figure = state or stage.enter(noun, ActorKind.STATE, named=False)
        stage.add(i - length, i + 1, figure)
    elif noun in KEPT:
        stage.add(i, i + 1, stage.enter(noun, ActorKind.ORGANISATION, named=False))


def _said_of(stage: Stage, i: int) -> Figure | None:
    """The body called by the noun, as in "the AA, an armed group", "the AA is a militia"."""
    token = stage.tokens[i]
    if token.dep_ == "appos":
        figure = stage.at(token.head.i)
    elif token.dep_ == "attr":
        subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        figure = stage.at(subject.i) if subject is not None else None
    else:
        return None
    return (
        figure
        if figure is not None and figure.named and (figure.kind is not ActorKind.PERSON)
        else None
    )


def _plain(stage: Stage, i: int, kind: ActorKind) -> Figure | None:
    """The one body of this kind, where "the" or an earlier use makes plain that it is meant."""
    bodies = list(stage.bodies.get(kind, {}).values())
    if len(bodies) != 1 or kind is ActorKind.OTHER or _sided(stage, i - 1):
        return None
    called = (bodies[0].actor_id, stage.lower[i]) in stage.called
    return bodies[0] if called or stage.lower[i - 1] == "the" else None


def _place_after(stage: Stage, i: int) -> int:
    """Where the place ends that the people are from ("fighters from Karda"); 0: none follows."""
    if stage.lower[i + 1 : i + 2] != ["from"] or i + 2 >= len(stage.tokens):
        return 0
    place = stage.places[i + 2]
    return stage.range(place.span.start, place.span.end)[1] if place is not None else 0
