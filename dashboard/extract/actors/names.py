"""Who is named: first by what the report itself says, then by the actor file, then by entities."""

from collections import Counter
from collections.abc import Iterator

from dashboard.extract.actors.antecedents import titles_before
from dashboard.extract.actors.known import Match, NameTree, folded, is_abbreviation
from dashboard.extract.actors.runs import (
    Run,
    body_kind,
    is_place,
    origin,
    runs,
    starts_name,
)
from dashboard.extract.actors.stage import Figure, Stage, release, words_of
from dashboard.extract.actors.words import GROUPS, NOT_ALONE, OUTLETS, SMALL, TITLES
from dashboard.model import ActorKind, MentionKind, Span

_KINDS = {"town", "city", "village", "province", "region", "district", "port", "island", "state"}
_WHERE = {"in", "at", "near", "from", "to", "into", "around", "across", "outside", "off", "inside"}
_PERSONAL_VERBS = {"say", "tell", "announce", "add", "meet", "visit", "call", "warn", "urge"}


def name_known(stage: Stage) -> None:
    """Marks the names of the actor file that can mean only one of its actors here."""
    matches = [m for m in stage.known.names.find(stage.text, stage.words) if _readable(stage, m)]
    sure = Counter(
        key
        for match in matches
        for key in match.keys
        if (folded(stage.text[match.start : match.end]), key) not in stage.known.weak
    )
    for match in matches:
        key = _meant(stage, match, sure)
        start, end = stage.range(match.start, match.end)
        if key and not (_other_person(stage, start, end, key) or _family_name(stage, start)):
            span = Span(match.start, match.end)
            figure = stage.enter_known(key)
            called = stage.text[match.start : match.end]
            if (folded(called), key) in stage.known.weak:
                figure.aliases[called] = None
            stage.add(start, end, figure, span)


def _readable(stage: Stage, match: Match) -> bool:
    start, _ = stage.range(match.start, match.end)
    if not stage.read(start):
        return False
    place = stage.places[start]
    if place is None:
        return True
    longer = match.end - match.start > place.span.end - place.span.start
    name = stage.text[match.start : match.end]
    same = match.end - match.start == place.span.end - place.span.start
    return longer or (same and (" " in name or not is_abbreviation(name)) and any(
        (folded(name), key) not in stage.known.weak for key in match.keys))  # fmt: skip


def _meant(stage: Stage, match: Match, sure: Counter[str]) -> str:
    """The one actor that a name means in this report; empty: none, or more than one."""
    name = folded(stage.text[match.start : match.end])
    at_home = [key for key in match.keys if stage.countries[_country(stage, key)]]
    strong = [key for key in match.keys if (name, key) not in stage.known.weak]
    weak = [key for key in match.keys if key not in strong and (sure[key] or key in at_home)]
    possible = strong or weak
    if len(possible) > 1:
        elsewhere = [key for key in possible if sure[key] > sum(m == key for m in strong)]
        possible = elsewhere or [key for key in possible if key in at_home]
        possible.sort(key=lambda key: -stage.countries[_country(stage, key)])
        if len(possible) > 1 and _country(stage, possible[0]) == _country(stage, possible[1]):
            return ""
    return possible[0] if possible else ""


def _country(stage: Stage, key: str) -> str:
    return stage.known.actors[key].actor.country


def _family_name(stage: Stage, start: int) -> bool:
    """Whether the name ends that of a person, as in "Omar al-Houthi"."""
    return (
        start > 2 and stage.lower[start - 1] == "-" and stage.lower[start - 2] in SMALL
        and starts_name(stage, start - 3) and stage.sentence[start - 3] == stage.sentence[start]
        and stage.lower[start - 3] not in TITLES
    )  # fmt: skip


def _other_person(stage: Stage, start: int, end: int, key: str) -> bool:
    """Whether a surname of the actor file stands after the given name of someone else."""
    actor = stage.known.actors[key].actor
    if actor.kind is not ActorKind.PERSON or start == 0 or end - start > 2:
        return False
    if (
        " " in stage.text[stage.starts[start] : stage.starts[end - 1]]
        or "-" in stage.lower[start:end]
    ):
        return False
    before = stage.tokens[start - 1]
    given = folded(before.text)
    return (
        before.tag_ == "NNP" and before.text[0].isupper() and stage.free(start - 1, start)
        and stage.places[start - 1] is None and given.removesuffix(".") not in TITLES
        and given not in SMALL and not is_abbreviation(before.text)
        and stage.sentence[start - 1] == stage.sentence[start]
        and not any(given in folded(name) for name in (actor.name, *actor.aliases))
    )  # fmt: skip


def name_new(stage: Stage) -> None:
    """Marks names that nobody told of before, by title, by head and by entity."""
    found = list(runs(stage))
    for run in found:
        inside = stage.within(run.start, run.end)
        if inside:
            _name_longer(stage, run)
        elif stage.free(run.start, run.end) and run.end - run.start > 1:
            _name(stage, run)
    name_again(stage)
    for run in found:
        if run.end - run.start == 1 and stage.free(run.start, run.end):
            _name(stage, run)
    name_again(stage)


def _name_longer(stage: Stage, run: Run) -> None:
    """A longer name is that of a body of its own ("UN Security Council")."""
    last = run.end - 1
    if (
        stage.covered[last] is None
        and body_kind(stage, run.start, run.end)
        and ("'s" not in stage.lower[run.start : run.end])
    ):
        kind = body_kind(stage, run.start, run.end) or ActorKind.ORGANISATION
        release(stage, run.start, run.end)
        figure = stage.enter(words_of(stage, run.start, run.end), kind,
                             country=origin(stage, run.start, run.end))  # fmt: skip
        stage.add(run.start, run.end, figure)


def _name(stage: Stage, run: Run) -> None:
    start, end = run.start, run.end
    while start < end - 1 and _adjective(stage, start) and not body_kind(stage, start, end):
        start += 1
    name = words_of(stage, start, end)
    if folded(name) in OUTLETS or folded(name) in NOT_ALONE or folded(name) in stage.known.metonyms:
        return
    titled = run.title is not None or _called(stage, start)
    kind = None if titled else body_kind(stage, start, end)
    if kind and (end - start > 1) and not is_place(stage, start, end):
        stage.add(start, end, stage.enter(name, kind, country=origin(stage, start, end)))
    elif _is_person(stage, start, end, titled=titled):
        stage.add(start, end, stage.enter(name, ActorKind.PERSON))
    elif kind := _told_kind(stage, start, end):
        stage.add(start, end, stage.enter(name, kind, country=origin(stage, start, end)))


def _called(stage: Stage, start: int) -> bool:
    """Whether a title of a person stands before a name, in small letters ("spokesman X")."""
    before = titles_before(stage, start)[1]
    return bool(before) and stage.tokens[start - 1].text.islower()


def _adjective(stage: Stage, i: int) -> bool:
    place = stage.places[i]
    return place is not None and place.kind is MentionKind.DEMONYM


def _is_person(stage: Stage, start: int, end: int, *, titled: bool) -> bool:
    if is_place(stage, start, end) or any(ch.isdigit() for ch in words_of(stage, start, end)):
        return False
    if titled:
        return end - start <= 6
    if is_abbreviation(words_of(stage, start, end)):
        return False
    head = stage.tokens[stage.root(start, end)]
    if end - start == 1 and head.dep_ == "pobj" and head.head.lower_ in _WHERE:
        return False
    if start > 1 and stage.lower[start - 1] == "of" and stage.lower[start - 2] in _KINDS:
        return False
    persons = sum(stage.tokens[i].ent_type_ == "PERSON" for i in range(start, end))
    if persons * 2 > end - start and not _told_group(stage, start, end):
        return end - start <= 6
    if not 2 <= end - start <= 5 or any(stage.places[start:end]):
        return False
    if any(stage.tokens[i].ent_type_ in ("ORG", "FAC", "EVENT", "LAW") for i in range(start, end)):
        return False
    return head.dep_ == "nsubj" and head.head.lemma_ in _PERSONAL_VERBS


def _told_group(stage: Stage, start: int, end: int) -> ActorKind | None:
    """The kind that a noun beside the name gives it ("M23 rebels", "the militia Codeco")."""
    beside = [end, start - 1] if stage.lower[start - 1] != "the" else [end]
    if stage.lower[start - 1 : start] == [","]:
        beside = [end]
    for i in beside:
        if 0 <= i < len(stage.tokens) and stage.sentence[i] == stage.sentence[start]:
            word = stage.lower[i]
            if word in GROUPS and GROUPS[word] is not ActorKind.OTHER:
                return GROUPS[word]
            if (
                word in ("group", "groups", "faction", "movement")
                and stage.tokens[i].text.islower()
            ):
                return ActorKind.MILITIA if word != "movement" else ActorKind.ORGANISATION
    return None


def _told_kind(stage: Stage, start: int, end: int) -> ActorKind | None:
    if is_place(stage, start, end):
        return None
    if kind := _told_group(stage, start, end):
        return kind
    tokens = stage.tokens[start:end]
    if sum(token.ent_type_ == "ORG" for token in tokens) * 2 > len(tokens):
        return ActorKind.ORGANISATION
    return None


def name_again(stage: Stage) -> None:
    """Marks further words for those named: full names, abbreviations, surnames, titles apart."""
    tree = NameTree()
    for figure in list(stage.figures.values()):
        if figure.named:
            for name in _names(figure):
                tree.add(name, figure.actor_id)
    for match in tree.find(stage.text, stage.words):
        start, end = stage.range(match.start, match.end)
        if len(match.keys) == 1 and stage.read(start) and stage.free(start, end):
            figure = stage.figures[match.keys[0]]
            if not is_place(stage, start, end) and not _other(stage, figure, start, end):
                stage.add(start, end, figure, Span(match.start, match.end))


def _names(figure: Figure) -> Iterator[str]:
    yield figure.name
    yield from figure.aliases
    if figure.kind is ActorKind.PERSON:
        surname = surname_of(figure.name)
        yield surname
        for particle in ("al-", "Al-", "el-", "al ", "Al "):
            yield surname.removeprefix(particle)


def surname_of(name: str) -> str:
    """The last word of a person's name, with the particles before it ("al-Sarraj")."""
    words = name.split()
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in SMALL:
        at -= 1
    return " ".join(words[at:]) if words else name


def _other(stage: Stage, figure: Figure, start: int, end: int) -> bool:
    """Whether a surname alone is in fact part of another name."""
    if figure.kind is not ActorKind.PERSON or end - start > 1:
        return False
    after = stage.tokens[end] if end < len(stage.tokens) else None
    return after is not None and after.tag_ == "NNP" and after.text[0].isupper() and (
        stage.covered[end] is None and stage.sentence[end] == stage.sentence[start]
        and folded(after.text) not in TITLES
    )  # fmt: skip
