"""Which column of a table is which of ours: by HXL hashtags, by its name, by its cells.

A guess has a confidence and says why, so that a person can look at it, and put it right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.readers.datasets.tables.contents import fits, share
from dashboard.readers.datasets.tables.grid import Sheet
from dashboard.readers.datasets.tables.headings import Target, tag_parts, targets
from dashboard.readers.datasets.tables.kinds_of_event import event_type
from dashboard.readers.datasets.tables.wording import plain, says_nothing

TRUSTED = 0.5
"""a guess below is shown, not used"""
EXAMPLES = 3
RIVALS = {"date": "first", "first": "date"}
GENERAL = frozenset(
    (
        "name",
        "code",
        "number",
        "high",
        "best",
        "land",
        "point",
        "time",
        "long",
        "site",
        "link",
        "local",
        "record id",
        "typ",
        "event",
        "begin",
        "start",
    )
)
"""words that tell something only when they are all there is"""


@dataclass(frozen=True, slots=True)
class Guess:
    """That a column of theirs is one of ours."""

    ours: str
    theirs: str
    confidence: float
    """0 to 1; from ``TRUSTED`` on it is used"""
    reason: str
    examples: tuple[str, ...]
    """cells of the column, the first that are different"""


def guess_columns(sheet: Sheet) -> list[Guess]:
    """The best guess for each of our columns that has any; each of theirs is used once."""
    sample = sheet.sample()
    cells = {name: sample.column(name).to_pylist() for name in sheet.header}
    found = [
        Guess(ours, theirs, 1.0, "the format says so", examples(cells[theirs]))
        for ours, theirs in sheet.fixed.items()
        if theirs in cells
    ]
    ours_taken = {guess.ours for guess in found}
    theirs_taken = {guess.theirs for guess in found}
    for guess in sorted(_candidates(sheet, cells), key=_rank):
        if guess.ours in ours_taken or guess.theirs in theirs_taken:
            continue
        if guess.ours in RIVALS and RIVALS[guess.ours] in ours_taken:
            continue
        found.append(guess)
        ours_taken.add(guess.ours)
        theirs_taken.add(guess.theirs)
    order = list(targets())
    kept = [guess for guess in found if not _said_better(guess.ours, ours_taken)]
    return sorted(kept, key=lambda guess: order.index(guess.ours))


def mapping_of(guesses: Sequence[Guess]) -> dict[str, str]:
    """The mapping that the trusted guesses make."""
    return {guess.ours: guess.theirs for guess in guesses if guess.confidence >= TRUSTED}


def examples(cells: Sequence[str]) -> tuple[str, ...]:
    """The first different cells that say something, cut short."""
    said = dict.fromkeys(cell.strip()[:80] for cell in cells if not says_nothing(cell))
    return tuple(said)[:EXAMPLES]


def _rank(guess: Guess) -> tuple[float, int]:
    return -guess.confidence, list(targets()).index(guess.ours)


def _said_better(ours: str, taken: set[str]) -> bool:
    """Whether other columns say the same, and better."""
    if ours in ("year", "month", "day"):
        return bool(taken & {"date", "first"}) or "year" not in taken
    if ours == "position":
        return {"latitude", "longitude"} <= taken
    return ours in ("latitude", "longitude") and not {"latitude", "longitude"} <= taken


def _candidates(sheet: Sheet, cells: Mapping[str, list[str]]) -> list[Guess]:
    found = []
    for theirs in sheet.header:
        word, tag = plain(theirs), sheet.tags.get(theirs, "")
        for target in targets().values():
            named, reason = _named(target, word, tag)
            if not named:
                continue
            fit = fits(target.name, cells[theirs])
            if not any(cells[theirs]):
                fit = 0.5
            if fit >= 0.3:
                sure = round(named * (0.5 + fit / 2 if fit != 0.5 else 1.0), 3)
                found.append(Guess(target.name, theirs, sure, reason, examples(cells[theirs])))
        found += _by_contents(theirs, cells[theirs])
    return found


def _named(target: Target, word: str, tag: str) -> tuple[float, str]:
    if tag:
        parts = tag_parts(tag)
        for known in map(tag_parts, target.tags):
            if parts == known:
                return 1.0, f"its hashtag is {tag}"
            if set(known) <= set(parts) and len(known) > 1:
                return 0.9 + len(known) / 100, f"its hashtag is {tag}"
    if word in target.words:
        return 0.95 - 0.002 * target.words.index(word), "its name says so"
    longest = max(
        (len(w) for w in target.words if len(w) > 3 and w not in GENERAL and _holds(word, w)),
        default=0,
    )
    return (0.5 + 0.2 * longest / len(word), "its name has the word") if longest else (0.0, "")


def _holds(word: str, part: str) -> bool:
    return f" {part} " in f" {word} "


def _by_contents(theirs: str, cells: list[str]) -> list[Guess]:
    """What cells give away without a name: dates, pairs of coordinates, countries, kinds, links."""
    shown = examples(cells)
    if not shown:
        return []
    found = []
    for ours in ("date", "position", "country", "url"):
        part = fits(ours, cells)
        told = ours != "date" or any(len(cell) >= 8 for cell in shown)
        if part > 0.9 and told and not all(cell.strip().isdigit() for cell in shown):
            found.append(Guess(ours, theirs, round(0.6 * part, 3), _share(part, ours), shown))
    kinds = share(cells, lambda cell: event_type(cell)[0] != "")
    if kinds > 0.7:
        found.append(Guess("type", theirs, round(0.6 * kinds, 3), _share(kinds, "type"), shown))
    said = [cell for cell in cells if not says_nothing(cell)]
    if sum(map(len, said)) / len(said) > 60 and fits("text", cells) > 0.9:
        found.append(Guess("text", theirs, 0.55, "its cells are long texts", shown))
    return found + _degrees(theirs, cells, shown)


def _degrees(theirs: str, cells: list[str], shown: tuple[str, ...]) -> list[Guess]:
    """Numbers with three decimals and more within 90 or 180 degrees."""
    if (
        share(
            cells, lambda cell: len(cell.replace(",", ".").partition(".")[2].rstrip("NESW° ")) > 2
        )
        < 0.6
    ):
        return []
    if fits("latitude", cells) < 0.95:
        return []
    return [
        Guess("latitude", theirs, 0.52, "its cells are numbers like latitudes", shown),
        Guess("longitude", theirs, 0.51, "its cells are numbers like longitudes", shown),
    ]


def _share(part: float, ours: str) -> str:
    words = {"date": "dates", "position": "pairs of coordinates", "country": "countries",
             "url": "links", "type": "kinds of events"}  # fmt: skip
    return f"{part:.0%} of its cells are {words[ours]}"
