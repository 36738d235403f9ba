"""The questions, each written once, as Ibis expressions over the tables of a generation."""

from collections.abc import Callable
from typing import Any

import ibis
from ibis import _

from dashboard.store.engine.values import Values

_NUMBERS = (
    "n", "line", "recent", "first", "last", "family", "type", "realis", "dataset", "country",
    "level", "source", "place", "actor_a", "actor_b", "low", "best", "high", "x", "y",
    "geo_precision",
)  # fmt: skip
CODED = ("family", "type", "realis", "dataset", "country", "source", "level")
"""parts of a filter that are lists of codes of the column of the same name"""

EVENTS = ibis.table(
    {
        **dict.fromkeys(_NUMBERS, "int32"),
        "latitude": "float64",
        "longitude": "float64",
        "radius_km": "float32",
    },
    name="events",
)
MORE = ibis.table({"n": "int32", "actor": "int32"}, name="more")
TEXTS = ibis.table({"line": "int32", "hay": "string"}, name="texts")
WORDS = ibis.table({"kind": "string", "code": "int32", "word": "string"}, name="words")
ACTORS = ibis.table(
    {"code": "int32", **dict.fromkeys(("actor_id", "name", "kind", "country", "hay"), "string")},
    name="actors",
)
PLACES = ibis.table(
    {
        "code": "int32",
        **dict.fromkeys(("place_id", "place", "admin1", "admin2", "country", "level"), "string"),
        **dict.fromkeys(("latitude", "longitude"), "float64"),
        "hay": "string",
    },
    name="places",
)
TABLES = {table.get_name(): table for table in (EVENTS, MORE, TEXTS, WORDS, ACTORS, PLACES)}

ROWS_OF_CELLS = 1 << 30
"""a cell's ``x`` times this and its ``y`` make one number of it"""
Expression = Any
Found = Callable[[Values], Expression]
"""the lines of events that all words of a search occur in: a table with a column ``line``"""


def passing(v: Values, found: Found) -> Expression:
    """Events that pass all of a filter but its dates."""
    tests = [EVENTS[name].isin(v.many(name)) for name in CODED if v.has(name)]
    if v.has("actor"):
        tests.append(_takes_part(v, v.many("actor")))
    if v.has("at_place"):
        tests.append(EVENTS.place.isin(v.many("at_place")))
    if v.has("deaths"):
        tests.append(EVENTS.best >= v.one("deaths"))
    if v.has("words"):
        lines = found(v).line
        tests.append(EVENTS.line.notin(lines) if v.has("missed") else EVENTS.line.isin(lines))
    if v.has("nothing"):
        tests.append(EVENTS.n < 0)
    return EVENTS.filter(*tests) if tests else EVENTS


def lies(t: Expression, v: Values) -> list[Expression]:
    """Tests of the part of the map."""
    tests = []
    if v.has("south"):
        tests.append(t.y.between(v.one("north"), v.one("south")))
        if v.has("over_180"):
            tests.append((t.x >= v.one("west")) | (t.x <= v.one("east")))
        else:
            tests.append(t.x.between(v.one("west"), v.one("east")))
    if v.has("cell"):
        x, y = (t[axis].cast("int64") >> v.one("cell_shift") for axis in ("x", "y"))
        tests.append((x * ROWS_OF_CELLS + y).isin(v.many("cell")))
        of_area = t.level.isin(v.many("area"))
        tests.append(of_area if v.has("areas") else ~of_area)
    return tests


def in_range(t: Expression, v: Values) -> list[Expression]:
    """Tests of the date range; without ``since`` or ``until`` it is open on that side."""
    certainly = v.has("certainly")
    tests = []
    if v.has("since"):
        tests.append((t.first if certainly else t.last) >= v.one("since"))
    if v.has("until"):
        tests.append((t.last if certainly else t.first) <= v.one("until"))
    return tests


def shown(v: Values, found: Found) -> Expression:
    """Events that pass a filter, and lie where ``v`` says."""
    t = passing(v, found)
    tests = [*in_range(t, v), *lies(t, v)]
    if v.has("place"):
        tests.append(t.place.isin(v.many("place")))
    return t.filter(*tests) if tests else t


def _takes_part(v: Values, actors: Any) -> Expression:
    test = EVENTS.actor_a.isin(actors) | EVENTS.actor_b.isin(actors)
    if v.has("more"):
        test |= EVENTS.n.isin(MORE.filter(MORE.actor.isin(actors)).n)
    return test


def found_lines(v: Values) -> Expression:
    """Lines of texts that every word of ``v`` occurs in, ``word0``, ``word1``…; with the flag
    ``missed`` all other lines."""
    words = [v.text(name) for name in sorted(v.texts) if name.startswith("word")]
    tests = [TEXTS.hay.contains(word) for word in words]
    if v.has("missed"):
        return TEXTS.filter(~ibis.and_(*tests)).select("line")
    return TEXTS.filter(*tests).select("line")


def totals(v: Values, found: Found) -> Expression:
    """One row of counts of what is shown."""
    t = shown(v, found)
    certain = t.count()
    if tests := in_range(t, v.flagged("certainly")):
        certain = t.count(where=ibis.and_(*tests))
    return t.aggregate(
        shown=t.count(),
        placed=t.latitude.count(),
        drawn=t.x.count(),
        certain=certain,
        known=t.high.count(),
        **_deaths(t),
    )


def undated(v: Values, found: Found) -> Expression:
    """One row: events without a date that pass all of a filter but its dates."""
    t = passing(v, found)
    t = t.filter(t.first.isnull() | t.last.isnull(), *lies(t, v))
    return t.aggregate(undated=t.count())


def cells(v: Values, found: Found) -> Expression:
    """A row a cell and kind, areas apart; ``family1``, ``family2``… count the events of each."""
    t = shown(v, found)
    t = t.filter(t.x.notnull())
    fine = t.group_by(
        cell_x=t.x >> v.one("shift"),
        cell_y=t.y >> v.one("shift"),
        area=t.level.isin(v.many("area")),
        family=t.family,
    ).aggregate(events=t.count(), **_deaths(t), **_newest(t))
    families = [int(name[6:]) for name in v.flags if name.startswith("family")]
    by_cell = fine.group_by("cell_x", "cell_y", "area").aggregate(
        events=_.events.sum(),
        **{name: _[name].sum() for name in ("low", "best", "high")},
        first=_.first.min(),
        last=_.last.max(),
        newest=_.newest.max(),
        **{f"family{one}": fine.events.sum(where=fine.family == one) for one in sorted(families)},
    )
    at = EVENTS.select("recent", "latitude", "longitude", "level", "radius_km")
    return by_cell.join(at, by_cell.newest == at.recent).drop("recent", "newest")


def _deaths(t: Expression) -> dict[str, Expression]:
    return {name: t[name].sum() for name in ("low", "best", "high")}


def _newest(t: Expression) -> dict[str, Expression]:
    return {"first": t.first.min(), "last": t.last.max(), "newest": t.recent.max()}


def histogram(v: Values, found: Found) -> Expression:
    """What is added to the events of each family and day, from that day on: an event of three
    days adds a third on its first day, and takes it away on the day after its last."""
    t = passing(v, found)
    t = t.filter((t.last >= v.one("begin")) & (t.first <= v.one("end")))
    begin, end = t.first, t.last
    if v.has("clip"):
        begin, end = ibis.greatest(begin, v.one("begin")), ibis.least(end, v.one("end"))
    days = t.select("family", begin=begin, end=end)
    short = days.filter(days.begin == days.end)
    long = days.filter(days.begin < days.end)
    # a float by a float: of a literal 1.0 some engines make a decimal of five places
    share = ibis.literal(1, "float64") / (long.end - long.begin + 1).cast("float64")
    return ibis.union(
        short.group_by("family", day=short.begin).aggregate(
            whole=short.count(), share=ibis.literal(0.0)
        ),
        long.group_by("family", day=long.begin).aggregate(
            whole=ibis.literal(0, "int64"), share=share.sum()
        ),
        long.group_by("family", day=(long.end + 1).cast("int32")).aggregate(
            whole=ibis.literal(0, "int64"), share=(-share).sum()
        ),
    )


def newest(v: Values, found: Found) -> Expression:
    """``n`` of the newest events."""
    t = shown(v, found)
    if v.has("after"):
        t = t.filter(t.recent < v.one("after"))
    if v.has("line"):
        t = t.filter(t.line.isin(v.many("line")))
    return t.select("n", "recent").order_by(ibis.desc("recent")).limit(v.one("limit"))


def page(v: Values, found: Found) -> Expression:
    """Events by ``n``, newest first, with the place's names."""
    t = EVENTS.filter(EVENTS.n.isin(v.many("number")))
    names = PLACES.select("code", "admin1", "admin2", place_name="place")
    return t.join(names, t.place == names.code).drop("code").order_by(ibis.desc("recent"))


def actors(v: Values, found: Found) -> Expression:
    """Actors with what they took part in."""
    t = shown(v, found)
    sides = [
        t.group_by(actor=t[side]).aggregate(events=t.count(), **_deaths(t))
        for side in ("actor_a", "actor_b")
    ]
    if v.has("more"):
        both = t.join(MORE, "n")
        sides.append(both.group_by("actor").aggregate(events=both.count(), **_deaths(both)))
    each = ibis.union(*sides)
    summed = each.group_by("actor").aggregate(
        **{name: each[name].sum() for name in ("events", "low", "best", "high")}
    )
    known = ACTORS.filter(ACTORS.hay.contains(v.text("like"))) if v.has("like") else ACTORS
    listed = summed.join(known.drop("hay"), summed.actor == known.code).drop("actor", "code")
    return listed.order_by(ibis.desc("events"), "actor_id").limit(v.one("limit"))


def places(v: Values, found: Found) -> Expression:
    """Places with what happened there."""
    t = shown(v, found)
    summed = t.group_by(code=t.place).aggregate(events=t.count(), **_deaths(t))
    known = PLACES.filter(PLACES.place != "")
    if v.has("like"):
        known = known.filter(known.hay.contains(v.text("like")))
    listed = summed.join(known.drop("hay"), "code").drop("code")
    return listed.order_by(ibis.desc("events"), "place_id").limit(v.one("limit"))


def divisions(v: Values, found: Found) -> Expression:
    """First-level divisions with what happened there."""
    t = shown(v, found)
    summed = t.group_by(code=t.place).aggregate(events=t.count(), **_deaths(t))
    joined = summed.join(PLACES.select("code", "country", "admin1"), "code")
    return joined.group_by("country", name=joined.admin1).aggregate(
        **{name: joined[name].sum() for name in ("events", "low", "best", "high")}
    )


def numbers(v: Values, found: Found) -> Expression:
    """Rows of the packed layer that pass all of a filter but its dates."""
    t = passing(v, found)
    return t.filter(t.x.notnull()).select("n")


def counts(column: str) -> Callable[[Values, Found], Expression]:
    """Events and deaths by the codes of a column."""

    def question(v: Values, found: Found) -> Expression:
        t = shown(v, found)
        return t.group_by(code=t[column]).aggregate(events=t.count(), **_deaths(t))

    return question
