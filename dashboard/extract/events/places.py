"""A draft in, the place mentions of its sentence where it happened out.

Acts of force and the like go by the trained tagger; acts of words happen where they are said to be
done ("urged in Cairo"), what is asked for where the words themselves put it ("a truce in Yemen").
Seats and metonyms are never sites.
"""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dashboard.extract.events import syntax
from dashboard.extract.events.drafts import SPEECH, Draft
from dashboard.extract.events.mood import Mood
from dashboard.extract.events.scene import Scene
from dashboard.extract.events.site_features import Sentence
from dashboard.extract.events.site_model import SiteModel
from dashboard.extract.zones import ZoneKind
from dashboard.model import MentionKind, PlaceMention, PlaceRole

TAKEN = 0.4
"""chance from which the tagger's best place is one"""
JOINED = 0.2
"""chance from which a place joined to it by "and" is one too"""
NEVER = frozenset({PlaceRole.ACTOR_SEAT, PlaceRole.METONYM})
_AT = frozenset({
    "in", "at", "near", "outside", "on", "off", "around", "inside", "across", "over",
    "throughout", "along", "from", "against", "into", "within", "of", "to", "towards", "toward",
    "for", "between",
})  # fmt: skip
_WHERE = frozenset({
    "in", "at", "near", "outside", "inside", "around", "across", "off", "throughout", "within",
    "on",
})  # fmt: skip
_PASSING = frozenset({"compound", "nmod", "poss", "appos", "conj", "amod", "nummod", "advmod"})


def sites(scene: Scene, drafts: Sequence[Draft], model: SiteModel) -> dict[int, list[PlaceMention]]:
    """The sites of each draft, by its position in ``drafts``; most have one or none."""
    by_sentence: dict[int, Sentence] = {}
    asked, sets = [], []
    for number, draft in enumerate(drafts):
        if not _is_by_words(draft):
            at = scene.number(draft.head)
            if at not in by_sentence:
                words = scene.around(draft.head)
                by_sentence[at] = Sentence(words, _mentions(scene, words))
            for trigger in draft.triggers[:3]:
                asked.append(number)
                sets.append(list(by_sentence[at].candidates(trigger.head)))
    scores: dict[int, dict[str, float]] = {}
    found = model.chances(sets, asked=scene.place_at)
    for number, chances in zip(asked, found, strict=True):
        mine = scores.setdefault(number, {})
        for word, chance in chances.items():
            name = scene.place_at[word].mention_id
            mine[name] = max(mine.get(name, 0.0), chance)
    return {
        number: _said(scene, draft)
        if _is_by_words(draft)
        else _likely(scene, draft, scores.get(number, {}))
        for number, draft in enumerate(drafts)
    }


def _is_by_words(draft: Draft) -> bool:
    return draft.type in SPEECH or draft.type == "Meeting or talks"


def _mentions(scene: Scene, words: Sequence[Token]) -> list[PlaceMention]:
    found = {id(scene.place_at[t.i]): scene.place_at[t.i] for t in words if t.i in scene.place_at}
    return list(found.values())


def _usable(scene: Scene, draft: Draft) -> Iterator[tuple[PlaceMention, Token]]:
    """The place mentions of its sentence that may be sites, each with its head."""
    seen = set()
    for token in scene.around(draft.head):
        mention = scene.place_at.get(token.i)
        if mention is None or mention.mention_id in seen:
            continue
        seen.add(mention.mention_id)
        words = scene.words(mention.span.start, mention.span.end)
        span = token.doc[words.start : words.stop]
        if mention.kind is MentionKind.TOPONYM and mention.role not in NEVER and len(span):
            yield mention, span.root


def _likely(scene: Scene, draft: Draft, scores: dict[str, float]) -> list[PlaceMention]:
    """By the tagger, and by being what was taken, bombed or fallen."""
    usable = list(_usable(scene, draft))
    score = {m.mention_id: scores.get(m.mention_id, 0.0) for m, _ in usable}
    for mention, head in usable:
        way = _way(head, draft)
        if way == "object":
            score[mention.mention_id] += 0.5
        elif way in ("of", "on", "against", "to", "towards") and _takes_place(draft, way):
            score[mention.mention_id] += 0.4
        elif way in _WHERE:
            score[mention.mention_id] += 0.25
    if draft.mood in (Mood.REQUESTED, Mood.PLANNED, Mood.THREATENED):
        below = {t.i for trigger in draft.triggers for t in trigger.head.subtree}
        for mention, head in usable:
            if head.i not in below:
                score[mention.mention_id] -= 0.4
    best = max(usable, key=lambda one: score[one[0].mention_id], default=None)
    if best is None or score[best[0].mention_id] < TAKEN:
        return []
    best = _narrowest(best, usable, score)
    row = listed(scene, best[0], [one for one, _ in usable])
    joined = [
        one for one, head in usable
        if one is not best[0]
        and len(row) != 1
        and (one in row or (score[one.mention_id] >= JOINED and _are_joined(best[1], head)))
    ]  # fmt: skip
    return sorted([best[0], *joined], key=lambda one: one.span.start)


_COMMA = re.compile(r"\s*,\s*(?:in\s+|at\s+|the\s+)*")
_AND = re.compile(r"\s*,?\s*(?:and|or|as well as|and also)\s+(?:in\s+|at\s+|the\s+)*")


def listed(scene: Scene, one: PlaceMention, usable: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places of the list that a place stands in: "A, B and C"; "A, B" is no list."""
    text = scene.report.text
    ordered = sorted(usable, key=lambda mention: mention.span.start)
    rows: list[list[PlaceMention]] = []
    ended = True
    for mention in ordered:
        between = text[rows[-1][-1].span.end : mention.span.start] if rows else ""
        joins = bool(_AND.fullmatch(between))
        if not ended and (joins or _COMMA.fullmatch(between)):
            rows[-1].append(mention)
            ended = joins
        else:
            rows.append([mention])
            ended = False
    for row in rows:
        if one in row and text[: row[0].span.start].rstrip().endswith("between"):
            return row[:1]
        if one in row:
            last = text[row[-2].span.end : row[-1].span.start] if len(row) > 1 else ""
            return row if _AND.fullmatch(last) else []
    return []


def _takes_place(draft: Draft, way: str) -> bool:
    head = draft.head.lemma_.lower()
    if way == "of":
        return head in (
            "fall",
            "capture",
            "seizure",
            "takeover",
            "bombardment",
            "shelling",
            "bombing",
            "siege",
            "recapture",
            "liberation",
            "occupation",
            "invasion",
            "loss",
            "closure",
        )
    if way in ("to", "towards"):
        return draft.type.startswith("Deployment") or draft.type == "Aid"
    return True


def _narrowest(
    best: tuple[PlaceMention, Token],
    usable: list[tuple[PlaceMention, Token]],
    score: dict[str, float],
) -> tuple[PlaceMention, Token]:
    """Of "Hadba in Tripoli" and "Sirte, Libya" the first, when the second scored best."""
    for other in usable:
        if other is best or score[other[0].mention_id] < JOINED:
            continue
        inner = best[1]
        for _ in range(4):
            if inner.dep_ not in ("pobj", "prep", "appos", "npadvmod") and inner.i != best[1].i:
                break
            inner = inner.head
            if inner.i == other[1].i:
                return other
    return best


def _are_joined(a: Token, b: Token) -> bool:
    return b in syntax.conjuncts(a) or a in syntax.conjuncts(b)


def _said(scene: Scene, draft: Draft) -> list[PlaceMention]:
    """Only where its own words put it."""
    found = []
    for mention, head in _usable(scene, draft):
        way = _way(head, draft)
        if way in _WHERE and not _is_far(head, draft):
            found.append((mention, head))
    if not found:
        return []
    first = found[0]
    rest = [
        m
        for m, head in found[1:]
        if _are_joined(first[1], head) and draft.type == "Meeting or talks"
    ]
    return [first[0], *rest]


def _is_far(head: Token, draft: Draft) -> bool:
    """ "Urged an end to the war in Yemen" was not said in Yemen."""
    return False


def _way(head: Token, draft: Draft) -> str:
    """The preposition by which a place hangs on a draft's words, "object", or nothing."""
    heads = {trigger.head.i for trigger in draft.triggers}
    acting = {
        t.verb.i for t in draft.triggers if t.is_noun and t.head.dep_ in ("nsubj", "nsubjpass")
    }
    verbs = heads | {t.verb.i for t in draft.triggers if t.verb.i != t.head.i and _carries(t)}
    token = head
    for _ in range(4):
        if token.dep_ in _PASSING and token.head.i not in verbs:
            token = token.head
        else:
            break
    above = token.head
    direct = above.i in heads or above.i in acting
    if direct and token.dep_ in ("dobj", "nsubjpass", "compound", "poss", "amod", "nmod"):
        return "object"
    if direct and token.dep_ == "nsubj" and (above.lemma_ == "fall" or draft.type == "Other"):
        return "object"
    if token.dep_ == "pobj" and above.pos_ in ("ADP", "SCONJ", "PART", "ADV"):
        while above.dep_ == "prep" and above.head.pos_ == "ADP":
            above = above.head
        governor = above.head
        if governor.i in verbs:
            return str(above.lower_)
        if (
            governor.pos_ == "NOUN"
            and governor.head.i in verbs
            and above.lower_ in _WHERE
            and (
                governor.dep_ in ("dobj", "nsubjpass", "attr")
                or (governor.dep_ == "nsubj" and draft.is_violent)
            )
            and draft.type not in SPEECH
        ):
            return str(above.lower_)
        if (
            draft.type == "Meeting or talks"
            and above.lower_ in ("in", "at")
            and _reaches(governor, heads)
        ):
            return str(above.lower_)
        if (
            governor.dep_ == "pobj" and governor.head.head.i in verbs
            and governor.head.lower_ in ("at", "in", "during", "after", "following", "with")
            and above.lower_ in _WHERE
        ):  # fmt: skip
            return str(above.lower_)
    return ""


def _reaches(noun: Token, heads: set[int]) -> bool:
    """Whether a noun hangs on one of the words through nouns and prepositions alone."""
    for _ in range(6):
        if noun.i in heads:
            return True
        if noun.pos_ not in ("NOUN", "PROPN", "ADP") or noun.dep_ in ("nsubj", "nsubjpass"):
            return False
        noun = noun.head
    return False


def _carries(trigger: object) -> bool:
    """Whether a noun's verb only carries it ("held talks in", "was killed in an attack in")."""
    head = trigger.head  # type: ignore[attr-defined]
    return bool(trigger.is_noun and head.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj"))  # type: ignore[attr-defined]


def in_skipped_zone(scene: Scene, token: Token) -> bool:
    """Whether a word stands where no event is told."""
    return scene.zone(token) in (ZoneKind.DATELINE, ZoneKind.TAIL, ZoneKind.BYLINE)
