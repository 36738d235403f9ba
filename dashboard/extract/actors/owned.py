"""Bodies called by their leader: "the LNA of X", "X's LNA", "X, whose LNA"."""

from dashboard.extract.actors.antecedents import titles_before
from dashboard.extract.actors.runs import starts_name
from dashboard.extract.actors.stage import Part, Stage
from dashboard.model import ActorKind, RelationType

POSSESSIVE = ("'s", "’s", "'", "’")


def lead_owned(stage: Stage, part: Part) -> None:
    """ "the LNA of X", "X's LNA", "X, whose LNA": the body is led by X; "the LNA under X"."""
    lower, i = stage.lower, part.end
    if lower[i : i + 1] and lower[i] in POSSESSIVE:
        i += 1
    elif lower[i : i + 2] == [",", "whose"]:
        i += 2
    else:
        i = 0
    body = stage.covered[i] if 0 < i < len(lower) else None
    if body is None:
        start, _ = titles_before(stage, part.start)
        while start and lower[start - 1] in ("the", "general", "warlord", "commander"):
            start -= 1
        j = start - 1
        if j >= 1 and lower[j] in ("of", "under"):
            body = stage.covered[j - 1] or (stage.covered[j - 2] if lower[j - 1] == ")" else None)
    armed = (ActorKind.REBEL, ActorKind.MILITIA, ActorKind.STATE, ActorKind.ORGANISATION)
    if body is None or not body.named or body.kind not in armed:
        return
    if i and not starts_name(stage, i):
        return
    if body is not stage.government(body.country) or lower[part.start - 1] == "under":
        stage.relate(part.figure, RelationType.LEADS, body, part.start)
