"""Names of persons and common words from packages, for telling them from names of places.

Needs, beside Python: pip install faker==40.54.0 wordfreq==3.1.1 english-words==2.0.2
Writes dashboard/extract/toponyms/words.tsv.xz: word, kinds of name, ten times its Zipf frequency.
Kinds: f first name, l surname; upper case if it is one in an English-speaking country.
"""

import importlib
import lzma
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import faker.providers.person as persons
from english_words import get_english_words_set
from wordfreq import top_n_list, zipf_frequency

OUT = Path(__file__).parents[1] / "dashboard" / "extract" / "toponyms" / "words.tsv.xz"
ENGLISH = ("en", "en_US", "en_GB", "en_CA", "en_AU")
NAME = re.compile(r"[A-Z][a-zà-ž'-]{2,}")
MOST = 30_000


def names() -> Iterator[tuple[str, str]]:
    """Names in Latin script in lower case, with their kind."""
    for module in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for field in dir(provider):
            kind = "f" if field.startswith("first_name") else "l"
            values = getattr(provider, field)
            if not field.startswith(("first_name", "last_name")):
                continue
            if isinstance(values, list | tuple | dict | set):
                for name in values:
                    if isinstance(name, str) and NAME.fullmatch(name):
                        yield name.lower(), kind.upper() if module.name in ENGLISH else kind


def common() -> dict[str, int]:
    """Ten times the Zipf frequency of words that a dictionary writes small."""
    small = {word for word in get_english_words_set(["web2"]) if word.islower()}
    words = (word for word in top_n_list("en", MOST) if re.fullmatch("[a-z]{2,}", word))
    return {word: round(10 * zipf_frequency(word, "en")) for word in words if word in small}


def main() -> None:
    """Write the file."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for name, kind in names():
        kinds[name].add(kind)
    frequency = common()
    with lzma.open(OUT, "wt", encoding="utf-8", newline="\n", preset=9) as file:
        for word in sorted({*kinds, *frequency}):
            file.write(f"{word}\t{''.join(sorted(kinds[word]))}\t{frequency.get(word, '')}\n")


if __name__ == "__main__":
    main()
