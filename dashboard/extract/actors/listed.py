"""Who stands just before and after a verb, by the order of words alone."""

from dashboard.extract.actors.stage import Figure, Stage


def named_after(stage: Stage, i: int) -> list[Figure]:
    """Who is named just after a verb that the parser took for a noun."""
    if stage.tokens[i].pos_ == "VERB":
        return []
    j = i + 1 + (stage.lower[i + 1] in ("the", "a", "an") if i + 1 < len(stage.tokens) else 0)
    figure = stage.covered[j] if j < len(stage.tokens) else None
    return [figure] if figure is not None else []


def listed_before(stage: Stage, i: int) -> list[Figure]:
    """Those named just before a finite verb, from where their clause begins ("…; A and B back C").

    Empty unless names alone stand there and a name or an article follows.
    """
    if stage.tokens[i].tag_ in ("VBG", "VBN", "VBD") or i + 1 >= len(stage.tokens):
        return []
    if stage.covered[i + 1] is None and stage.lower[i + 1] not in ("the", "a", "an"):
        return []
    found: list[Figure] = []
    j, number = i - 1, stage.sentence[i]
    while j >= 0 and stage.sentence[j] == number and stage.lower[j] not in (";", ":"):
        figure = stage.covered[j]
        if figure is None and stage.lower[j] not in ("and", ",", "the", ")", "("):
            return []
        if figure is not None and figure not in found:
            found.append(figure)
        j -= 1
    return found[::-1]
