"""SQL that turns Parquet files of ``IMPORTED`` rows into the tables of a generation.

``events`` is narrow and sorted by ``n``: words, places and names are codes of the dictionaries
beside it, days are counted from 1970-01-01, ``x`` and ``y`` are Web Mercator, the world 2**30
wide, north up is less. ``recent`` numbers events from the one that ended first, 1, to the newest.
``line`` is the row in the files, one after the other; what only a card shows lies there (module
``details``). ``hay`` is what is searched, in lower case; in ``texts`` it is not compressed, for so
it is searched fastest.
"""

from dashboard.model import Level

WORDS = ("family", "type", "realis", "dataset", "country", "level", "source")
"""columns of ``IMPORTED`` that are codes in ``events``, of the dictionary ``words``"""
WORLD = 1 << 30
"""how many steps wide and high the world is in ``x`` and ``y``"""
EDGE = 85.0511287798066
"""latitude where Web Mercator ends"""

_PLACED = "coalesce(latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180, false)"
_DRAWN = f"({_PLACED} AND level <> '{Level.COUNTRY}')"
_COLUMN = f"least({WORLD - 1}, floor((longitude + 180) / 360 * {WORLD}))"
_UP = f"ln(tan(pi() / 4 + greatest(-{EDGE}, least({EDGE}, latitude)) * pi() / 360)) / (2 * pi())"
_ROW = f"greatest(0, least({WORLD - 1}, floor((0.5 - {_UP}) * {WORLD})))"
_NAMES = """list_distinct(list_filter(list_transform(participants, lambda p: p.name),
            lambda name: name <> ''))"""

RAW = """
CREATE TEMP VIEW raw AS
SELECT r.*, o.number, CAST(o.start + r.file_row_number AS INTEGER) AS line
FROM read_parquet(getvariable('files'), file_row_number = true, filename = 'file') r
JOIN parts o USING (file)
"""

# Of each event the row of the newest import, unless a later import withdrew it.
KEPT = """
CREATE TEMP TABLE kept AS
SELECT k.line FROM (
    SELECT event_id, max(line) AS line, arg_max(number, line) AS number FROM raw GROUP BY event_id
) k WHERE NOT EXISTS (
    SELECT 1 FROM withdrawn w WHERE w.event_id = k.event_id AND w.number > k.number
)
"""
CURRENT = "CREATE TEMP VIEW current_rows AS SELECT * FROM raw {}"

# What a search looks through, one part a line: a word searched for has no space in it.
TEXTS = """
CREATE TABLE texts (line INTEGER, hay VARCHAR USING COMPRESSION uncompressed);
INSERT INTO texts
SELECT line, lower(concat_ws(chr(10), text, place, type, family, realis,
                   list_aggregate(list_transform(participants, lambda p: p.name),
                                  'string_agg', chr(10))))
FROM current_rows
"""

# A cast to an ENUM looks each word up once for a whole page of a Parquet file.
WORD_TYPE = """
CREATE TYPE {0}_word AS ENUM (
    SELECT DISTINCT {0} FROM current_rows WHERE {0} IS NOT NULL ORDER BY {0}
)
"""
WORD_TABLE = "CREATE TABLE words (kind VARCHAR, code INTEGER, word VARCHAR)"
WORD_ROWS = """
INSERT INTO words
SELECT '{0}', CAST(row_number() OVER (ORDER BY word) AS INTEGER), word
FROM (SELECT CAST(unnest(enum_range(NULL::{0}_word)) AS VARCHAR) AS word)
"""
WORD_CODE = "CAST(enum_code(CAST({0} AS {0}_word)) + 1 AS INTEGER)"

PLACES = """
CREATE TABLE places AS
SELECT CAST(row_number() OVER (ORDER BY country, admin1, admin2, place) AS INTEGER) AS code,
       substr(md5(concat_ws(chr(31), country, admin1, admin2, place)), 1, 16) AS place_id,
       place, admin1, admin2, country, best.level AS level, best.latitude AS latitude,
       best.longitude AS longitude, lower(place) AS hay
FROM (
    SELECT country, admin1, admin2, place,
           arg_min({'level': level, 'latitude': latitude, 'longitude': longitude},
                   (coalesce(geo_precision, 9), line)) AS best
    FROM current_rows GROUP BY ALL
)
"""

NAMED = """
CREATE TEMP TABLE named AS
SELECT name, kind, country, role, count(*) AS times
FROM (SELECT unnest(participants, max_depth := 2) FROM current_rows) GROUP BY ALL
"""

NAMES = """
CREATE TEMP TABLE names AS
SELECT s.name, s.times, coalesce(k.actor_id, 'named:' || s.name) AS actor_id,
       coalesce(k.title, s.name) AS title, coalesce(k.kind, s.best.kind) AS kind,
       coalesce(k.country, s.best.country) AS country,
       CAST(dense_rank() OVER (ORDER BY coalesce(k.actor_id, 'named:' || s.name)) AS INTEGER)
       AS code
FROM (
    SELECT name, sum(times) AS times,
           arg_max({'kind': kind, 'country': country}, (times, kind, country)) AS best
    FROM (
        SELECT name, kind, country, sum(times) AS times
        FROM named WHERE name <> '' GROUP BY ALL
    ) GROUP BY name
) s LEFT JOIN known k ON k.name = s.name
"""
ACTORS = """
CREATE TABLE actors AS
SELECT code, actor_id, any_value(title ORDER BY times DESC, name) AS name,
       any_value(kind ORDER BY times DESC, name) AS kind,
       any_value(country ORDER BY times DESC, name) AS country,
       lower(string_agg(title || chr(10) || name, chr(10) ORDER BY name)) AS hay
FROM names GROUP BY code, actor_id ORDER BY code
"""

ORDER = f"""
CREATE TEMP TABLE in_order AS
SELECT line, drawn, CAST(row_number() OVER (ORDER BY NOT drawn, first NULLS LAST, event_id) - 1
                       AS INTEGER) AS n,
       CAST(row_number() OVER (ORDER BY last NULLS FIRST, event_id) AS INTEGER) AS recent
FROM (SELECT line, event_id, first, last, {_DRAWN} AS drawn FROM current_rows)
"""  # noqa: S608

EVENTS = f"""
CREATE TABLE events AS
SELECT o.n, o.line, o.recent, CAST(first - DATE '1970-01-01' AS INTEGER) AS first,
       CAST(last - DATE '1970-01-01' AS INTEGER) AS last,
       {", ".join(WORD_CODE.format(one) + " AS " + one for one in WORDS)},
       p.code AS place, a.code AS actor_a, nullif(b.code, a.code) AS actor_b,
       fatalities_low AS low, fatalities_best AS best, fatalities_high AS high,
       CASE WHEN drawn THEN CAST({_COLUMN} AS INTEGER) END AS x,
       CASE WHEN drawn THEN CAST({_ROW} AS INTEGER) END AS y,
       CASE WHEN r.placed THEN r.latitude END AS latitude,
       CASE WHEN r.placed THEN r.longitude END AS longitude,
       CAST(geo_precision AS INTEGER) AS geo_precision,
       CAST(radius_km AS FLOAT) AS radius_km
FROM (SELECT *, {_PLACED} AS placed, {_NAMES} AS names FROM current_rows) r
JOIN in_order o USING (line)
JOIN (SELECT code, country, admin1, admin2, place FROM places) p
    USING (country, admin1, admin2, place)
LEFT JOIN names a ON a.name = r.names[1]
LEFT JOIN names b ON b.name = r.names[2]
ORDER BY n
"""  # noqa: S608

# Third and further actors of an event; most datasets have two.
MORE = f"""
CREATE TABLE more AS
SELECT DISTINCT o.n, n.code AS actor
FROM (SELECT line, unnest({_NAMES}[3:]) AS name FROM current_rows WHERE len(participants) > 2) s
JOIN in_order o USING (line) JOIN names n USING (name)
JOIN events e ON e.n = o.n
WHERE n.code IS DISTINCT FROM e.actor_a AND n.code IS DISTINCT FROM e.actor_b
ORDER BY o.n, n.code
"""  # noqa: S608


def steps(*, all_current: bool) -> list[tuple[str, str]]:
    """The statements in order, each with what it does; ``parts``, ``withdrawn``, ``known`` and
    ``raw`` are there already. ``all_current``: no row of ``raw`` is out of date."""
    words = [(f"the words of {one}", WORD_TYPE.format(one)) for one in WORDS]
    rows = [(f"the words of {one}", WORD_ROWS.format(one)) for one in WORDS]
    return [
        (
            "the newest row of each event",
            CURRENT.format("" if all_current else "SEMI JOIN kept USING (line)"),
        ),
        ("texts", TEXTS),
        *words,
        ("words", WORD_TABLE),
        *rows,
        ("places", PLACES),
        ("actors", NAMED),
        ("actors", NAMES),
        ("actors", ACTORS),
        ("the order of events", ORDER),
        ("events", EVENTS),
        ("further actors", MORE),
    ]
