"""The vocabulary of dates, and pieces of patterns made from it.

Every repetition in a piece is bounded, so that no text makes a search slow. Names of months and
weekdays are taken with a capital or in capitals; in small letters only where they mean nothing
else. "Sat", "Mar" and the like count only next to the number of a day, or with their full stop.
"""

import re

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul"),
    *("Aug", "Sept", "Sep", "Oct", "Nov", "Dec"),
)
SHORT_WEEKDAYS = ("Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun")
ALSO_WORDS = frozenset({"March", "April", "May", "June", "July", "August"})
"""months that are also verbs, adjectives or given names"""

UNITS = ("day", "week", "month", "quarter", "year", "decade", "century")

NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen", "twenty"),
        )
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
NUMBERS |= {"a couple of": 2, "a dozen": 12, "hundred": 100, "a hundred": 100}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
TENS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60}
TENS |= {"seventies": 70, "eighties": 80, "nineties": 90}
CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}


def any_of(words: tuple[str, ...] | frozenset[str] | dict[str, int]) -> str:
    """A pattern for one of some words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


def _named(full: tuple[str, ...], small: tuple[str, ...]) -> str:
    return any_of((*full, *(name.upper() for name in full), *small))


_SHORT = any_of((*SHORT_MONTHS, *(name.upper() for name in SHORT_MONTHS)))
_SMALL_MONTHS = ("january", "february", "september", "october", "november", "december")
_FULL_MONTH = _named(MONTHS, _SMALL_MONTHS)
_SHORT_DAY = any_of((*SHORT_WEEKDAYS, *(name.upper() for name in SHORT_WEEKDAYS)))

SPACE = r"(?:[^\S\n]{1,3}|[^\S\n]{0,3}\n[^\S\n]{0,3})"
"""between two words: never an empty line"""
NEXT = rf"(?:,{SPACE}?|{SPACE})"
"""between the parts of a date, which a comma may divide"""
WEEKDAY = _named(WEEKDAYS, tuple(name.lower() for name in WEEKDAYS))
WEEKDAY_BY_DATE = rf"(?:{WEEKDAY}|{_SHORT_DAY}\b\.?)"
MONTH = rf"(?:{_FULL_MONTH}|{_SHORT}\.?)(?![a-z])"
MONTH_ALONE = rf"(?:{_FULL_MONTH}\b|{_SHORT}\.)(?![a-z])"
ORDINAL_END = r"(?:st|nd|rd|th|ST|ND|RD|TH)"
DAY_NUMBER = rf"(?:3[01]|[12][0-9]|0?[1-9]){ORDINAL_END}?"
DAY = rf"{DAY_NUMBER}(?![0-9A-Za-z%]|[.,:/][0-9])"
YEAR = r"(?:1[5-9]|20)[0-9][0-9](?![0-9A-Za-z%]|[.,:/][0-9])"
SHORT_YEAR = r"['’][0-9][0-9](?![0-9A-Za-z])"
COUNT = rf"(?:{any_of(NUMBERS)}|[0-9]{{1,3}})"
DASH = r"(?:-|–|—)"
PART_OF_DAY = r"(?:(?:early|late|mid-?){S})?(?:morning|afternoon|evening|night|lunchtime|noon)"
PART_OF_DAY = PART_OF_DAY.replace("{S}", SPACE)
SEASON = "(?:spring|summer|autumn|fall|winter)"


def number(word: str) -> int:
    """A number in digits or words, as :data:`COUNT` or a day finds it."""
    word = re.sub(r"\s+", " ", word.lower())
    return NUMBERS[word] if word in NUMBERS else int(re.sub(r"[^0-9]", "", word))


def month_number(name: str) -> int:
    """1 to 12."""
    return [month[:3].lower() for month in MONTHS].index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """Monday is 0."""
    return [day[:2].lower() for day in WEEKDAYS].index(name[:2].lower())


def full_year(digits: str, *, near: int | None) -> int:
    """A year of four digits, or of two digits in the hundred years around another year."""
    digits = re.sub(r"[^0-9]", "", digits)
    year = int(digits)
    if len(digits) > 2:
        return year
    centre = near if near is not None else 2000
    return min((year + century for century in range(0, 3000, 100)), key=lambda y: abs(y - centre))
