"""Who was spoken of last: the body, the person, the country; and who holds an office."""

from dashboard.extract.actors.runs import title_at
from dashboard.extract.actors.stage import Figure, Stage
from dashboard.model import ActorKind

SHORT = {"fm": "foreign minister", "pm": "prime minister", "premier": "prime minister"}


def last_body(stage: Stage, at: int) -> Figure | None:
    """The body that was a subject last before token ``at``, here or one sentence ago."""
    sentence = stage.sentence[at]
    for number in (sentence, sentence - 1):
        found = [
            p
            for p in stage.within(stage.since(number), at)
            if stage.sentence[p.start] == number
            and p.figure.kind is not ActorKind.PERSON
            and p.figure.named
        ]
        subjects = [p for p in found if stage.tokens[p.root].dep_ in ("nsubj", "nsubjpass")]
        if number < sentence:
            main = [p for p in subjects if stage.tokens[p.root].head.dep_ == "ROOT"]
            subjects = main[:1] or subjects
        for parts in (subjects, found):
            if parts:
                return max(parts, key=lambda p: p.start).figure
    return None


def nation(stage: Stage, at: int) -> str:
    """The country meant by "the country": the last that acted, else the most named."""
    parts = [p for p in stage.within(stage.since(stage.sentence[at] - 1), at) if p.figure.country
             and p.figure.kind is ActorKind.STATE]  # fmt: skip
    sentence = stage.sentence[at]
    subjects = [p for p in parts if stage.tokens[p.root].dep_ == "nsubj"
                and stage.sentence[p.start] >= sentence - 1]  # fmt: skip
    if subjects:
        same = [p for p in subjects if stage.sentence[p.start] == sentence]
        return min(same or subjects, key=lambda p: p.start).figure.country
    home = stage.countries.most_common(2)
    if home and (len(home) == 1 or home[0][1] > home[1][1]):
        return home[0][0]
    return ""


def last_person(stage: Stage, at: int, other: Figure | None) -> Figure | None:
    """The subject of the sentence if it is a person, else the person named last before ``at``."""
    before = [
        p for p in stage.within(stage.since(stage.sentence[at] - 1), at)
        if p.figure.kind is ActorKind.PERSON
        and p.figure is not other
    ]  # fmt: skip
    subjects = [p for p in before if stage.sentence[p.start] == stage.sentence[at]
                and stage.tokens[p.root].dep_ == "nsubj"]  # fmt: skip
    return max(subjects[:1] or before, key=lambda p: p.start).figure if before else None


def office_holder(stage: Stage, title: str, key: str) -> Figure | None:
    """Who holds an office in this report, else who held it on its day by the actor file."""
    title = SHORT.get(title, title)
    told = stage.titles.get((title, key))
    if told is not None:
        return told
    target = stage.known.governments.get(key, key)
    holder = stage.known.holder(title, target, stage.report.published)
    return stage.enter_known(holder) if holder else None


def _title_before(stage: Stage, end: int) -> int:
    """Where the title begins that ends just before token ``end``; ``end``: there is none."""
    for start in range(max(0, end - 4), end):
        if title_at(stage, start, end) == end - start:
            return start
    return end


def titles_before(stage: Stage, end: int) -> tuple[int, list[str]]:
    """All titles just before ``end``, from where on, without ranks before a first name."""
    start, words = end, list[str]()
    while (first := _title_before(stage, start)) < start and end - first < 8:
        words = words or stage.lower[first:start]
        start = first
    return start, words
