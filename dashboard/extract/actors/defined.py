"""Names that a report itself gives: "the National Front (NF)", "the NF, also known as X"."""

from dashboard.extract.actors.known import WORD, is_abbreviation
from dashboard.extract.actors.runs import body_kind, is_place, origin, run_end, starts_name
from dashboard.extract.actors.stage import Figure, Stage, release, words_of
from dashboard.extract.actors.words import SMALL
from dashboard.model import ActorKind

_ALSO = {"also", "or", "alias", "better", "formerly"}
_SKIPPED = {"of", "the", "for", "and", "in", "to", "de", "la", "-", "'s", "’s", "'", "’", "on"}


def name_defined(stage: Stage) -> None:
    """Marks bodies that the report gives an abbreviation, as in "the National Front (NF)"."""
    for i, token in enumerate(stage.tokens):
        if token.text != "(" or i == 0 or not stage.read(i):
            continue
        close = next((j for j in range(i + 2, min(i + 5, len(stage.tokens)))
                      if stage.lower[j] in (")", ",", ";")), 0)  # fmt: skip
        short = stage.text[stage.starts[i + 1] : stage.starts[close]].strip() if close else ""
        if not (1 < len(short) < 13 and is_abbreviation(short)) or short.isdigit():
            continue
        end = i - (stage.lower[i - 1] in ("'s", "’s"))
        figure = _defined(stage, end, short)
        if figure is not None:
            figure.aliases[short] = None
            release(stage, i + 1, close)
            stage.add(i + 1, close, figure)


def _defined(stage: Stage, end: int, short: str) -> Figure | None:
    """The body named just before token ``end``, whose abbreviation is ``short``."""
    start = _spelled(stage, end, short)
    covering = stage.covered[end - 1]
    if covering is not None and (start is None or not stage.free(start, start + 1)):
        return covering if covering.kind is not ActorKind.PERSON else None
    if start is None:
        start = end
        while start > 0 and end - start < 12 and _goes_on(stage, start, end):
            start -= 1
        while start < end and not starts_name(stage, start):
            start += 1
        if end - start < 2 or is_place(stage, start, end):
            return None
    known = [k for m in stage.known.names.find(short, list(WORD.finditer(short))) for k in m.keys]
    same = [k for k in known if stage.countries[stage.known.actors[k].actor.country]]
    release(stage, start, end)
    if len(same) == 1 and covering is None:
        figure = stage.enter_known(same[0])
    else:
        kind = body_kind(stage, start, end) or ActorKind.ORGANISATION
        figure = stage.enter(words_of(stage, start, end), kind, country=origin(stage, start, end))
    stage.add(start, end, figure)
    return figure


def _goes_on(stage: Stage, start: int, end: int) -> bool:
    """Whether the word before token ``start`` is part of the name that begins there."""
    if starts_name(stage, start - 1):
        return stage.sentence[start - 1] == stage.sentence[start]
    if stage.lower[start - 1] not in ("of", "for", "and", "the", "de", "du", "des", "-"):
        return False
    if stage.lower[start - 1] == "the" and stage.lower[start - 2] not in ("of", "for", "and"):
        return False
    return stage.lower[start - 1] != "and" or body_kind(stage, start, end) is None


def _spelled(stage: Stage, end: int, short: str) -> int | None:
    """Where a name that ends before ``end`` begins, if its initials are those of ``short``."""
    letters = [letter for letter in short if letter.isalpha() and letter.isupper()]
    i, start = end - 1, None
    while letters and i >= max(0, end - 14):
        word = stage.lower[i]
        if stage.tokens[i].text[0].upper() == letters[-1]:
            letters.pop()
            start = i
        elif word not in _SKIPPED and word not in SMALL:
            return None
        i -= 1
    return start if not letters else None


def name_also(stage: Stage) -> None:
    """Notes second names, as in "the LNA, also known as the Arab Armed Forces"."""
    for i, word in enumerate(stage.lower):
        if word not in ("known", "called", "dubbed", "alias", "formerly") or not stage.read(i):
            continue
        start = i + 1
        while start < len(stage.lower) and stage.lower[start] in ("as", "the", "simply", '"', "“"):
            start += 1
        near = [p for p in stage.parts if i - 6 < p.end <= i]
        apart = stage.lower[i - 1 : i + 2] == [",", "known", "as"]
        before = next((p for p in near if _ALSO & set(stage.lower[p.end - 1 : i + 1])
                       or (apart and p.end == i - 1)), None)  # fmt: skip
        if before is None or start >= len(stage.tokens) or not starts_name(stage, start):
            continue
        end = run_end(stage, start)
        before.figure.aliases[words_of(stage, start, end)] = None
        release(stage, start, end)
        stage.add(start, end, before.figure)
