"""How the parts of a report around its text are written: datelines, bylines, credits, markers.

Patterns are tried on short stretches only and are free of nested repeats, so that no text can keep
them busy.
"""

import re

PARAGRAPH = re.compile(r"[^\s](?:[^\n]|\n(?![^\S\n]*(?:\n|\Z)))*")
"""from a first letter up to a line that is blank"""
END = re.compile(r"""[.!?…:;。！？؟۔।]["'”’»›)\]]*\s*\Z""")
"""the end of a sentence, or of what leads to a list"""
NAME = re.compile(r"\b[^\W\d_a-z][\w’'-]+")
"""words with a capital, and words of scripts that have none"""

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?"
ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
DAY = (
    rf"(?:(?:{WEEKDAY},? )?(?:{MONTH} {ORDINAL}|{ORDINAL}(?: of)? {MONTH})(?:,? \d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{WEEKDAY})"
)
HOUR = r"(?:(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?)"
WHEN = re.compile(
    r"(?:(?:First )?(?:Published|Updated|Posted|Modified|Last (?:updated|modified)|Date)"
    rf"(?: on| at)?:? ?)?{DAY}[\s,|/–—-]*{HOUR}?[\s(]*[A-Z]{{0,4}}\)?",
    re.IGNORECASE,
)
"""a line that holds nothing but the day, and perhaps the hour, of publication"""
ITEM = re.compile(rf"[-–•*·\d]|https?:|{DAY}|.*:\s*\d", re.IGNORECASE)
"""an entry of a list that belongs to the report, such as a toll by town"""
PROSE = frozenset(
    {"the", "a", "an", "was", "were", "is", "are", "has", "have", "had", "said", "that", "which"}
    | {"who", "his", "her", "its", "their", "he", "she", "they", "it", "been", "would", "and"}
)
"""words that sentences are full of and headlines do without"""

AGENCY = (
    r"(?:Reuters|AFP|Agence France-Presse|AP|(?:The )?Associated Press|Anadolu(?: Agency)?|AA"
    r"|Xinhua|TASS|Interfax|dpa|DPA|ANSA|EFE|UPI|Bloomberg|BBC(?: News)?|CNN|Al Jazeera"
    r"|Deutsche Welle|Ukrinform|Kyodo|PTI|ANI|IANS|SANA|WAFA|IRNA|SPA|KUNA|MENA|RFE/RL)"
)
PERSON = r"[^\W\d_a-z][\w’'.-]*"
FULL_NAME = rf"{PERSON}(?: (?:(?:al|el|bin|ibn|de|van|von|da|di)[ -])?{PERSON}){{1,3}}"
NAMES = re.compile(
    rf"(?:{FULL_NAME}(?:(?:, and |, | and | & | / ){FULL_NAME}){{0,4}}|{AGENCY})"
    rf"(?: ?[/|,–—-] ?(?:{AGENCY}|{FULL_NAME})){{0,3}}"
)
"""names of people and agencies and nothing else"""
BYLINE_LENGTH = 160
BYLINE = re.compile(
    rf"(?:By|BY|Von|Par|Por|Di|(?:Written|Reported|Compiled|Text|Story) by|Authors?:)"
    rf" (?:[Oo]ur |the |an? )?(?:{PERSON}|staff|correspondent)(?! (?:said|says)).*[^.]$"
    rf"|(?:Source|Agency|Via|From): ?{PERSON}[^.]*$"
    rf"|(?:{AGENCY}|Staff [Ww]riters?|Staff [Rr]eport(?:er)?s?|News (?:agencies|desk)|Agencies)"
    rf"(?:(?: ?[/|,–—-] ?| and | with ){PERSON}[^.]*)?$"
)
CREDIT = re.compile(
    r"[(\[]?(?:Additional |Further )?(?:Reporting|Writing|Editing|Compiled|Translation|Edited"
    r"|Written|Translated) by [^\n]{2,400}$"
)
"""who wrote it, as agencies put it at the end"""

MARKER_LENGTH = 240
MARKERS = (
    r"(?:read|see|watch|listen|find out|learn|click|tap|go) (?:more|also|next|here|now)\b",
    r"also (?:read|see|watch)\b|also on [\w ]{1,30}(?::|\Z)",
    r"(?:more|latest|top|other) (?:from|on|in|news|stories|headlines)\b(?![^.\n]*\.)",
    r"(?:related|recommended|trending|popular|similar)(?: (?:articles?|stories|story|news|content"
    r"|topics|posts?|reading|coverage|links?|videos?|now|for you))?\s*(?::|\Z|\n)",
    r"(?:most|editor['’]?s) (?:read|viewed|popular|picks?)\b",
    r"you (?:may|might) (?:also )?like",
    r"(?:sign|log) (?:up|in) (?:for|to|here|now)\b",
    r"subscribe (?:to|for|now|here|today)|subscribe\s*\Z",
    r"follow (?:us|@)|follow [\w ]{1,40} on (?:twitter|facebook|x|telegram|instagram)\b",
    r"share (?:this|on|via|the article)|(?:join|download) (?:us|our)\b",
    r"advertisement\b|sponsored\b|story continues below|(?:continue|keep) reading|skip to",
    r"(?:tags?|topics?|keywords?|categories|category|filed under|hashtags?)\s*:",
    r"(?:file )?(?:photos?|pictures?|images?|photographs?)(?: by|:| ?/ ?\w| ©|\s*\Z)",
    r"(?:video|illustration|caption)(?: by|:|\s*\Z)",
    r"(?:(?:picture|photo|image) )?credit:|image (?:source|caption)\b",
    r"(?:getty images|shutterstock|afp via getty|epa-efe)\b",
    r"(?:leave a|post a|view|show|read) (?:comments?|reply)|comments?\s*(?:\(\d+\))?\s*\Z",
    r"our standards:|this (?:article|story|report) (?:was|has been) (?:first|originally) ",
)
MARKER = re.compile(rf"[\s\W]*(?:{'|'.join(MARKERS)})", re.IGNORECASE)
"""how lines begin that are no part of the report"""
COPYRIGHT = re.compile(
    r"©|ⓒ|\(c\) ?\d{4}|copyright (?:\(c\)|\d{4}|by )|all rights reserved"
    r"|may not be (?:published|reproduced)",
    re.IGNORECASE,
)

_UPPER = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ’'.-]+"
_CAPS = rf"{_UPPER}(?:[ -](?:AL-|EL-)?{_UPPER}){{0,3}}"
_WORD = r"[^\W\d_a-z][\w’'-]+"
_TITLE = rf"{_WORD}(?:[ -](?:(?:al|el|de|la|of|the)[ -])?{_WORD}){{0,3}}"
_DASH = r"\s*(?:[–—―]|--|-|_)(?:\s+|\Z)"
_BY = r"\s*[(\[][^()\[\]\n]{2,60}[)\]]"
_REGION = rf"(?:,\s*(?:{_TITLE}|[A-Z]\.[A-Z]\.|[A-Z][A-Za-z]{1, 4}\.))"
_ON = rf"(?:,?\s+{DAY})"
_SLASH = rf"(?:\s?/\s?(?:{_CAPS}|{_TITLE}))"
DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        # TRIPOLI, Libya, Jan 8 (Agency) —
        rf"(?P<place>{_CAPS}){_SLASH}{{0,2}}{_REGION}{{0,2}}{_ON}?(?:{_BY})?(?:{_DASH}|:\s+)",
        # Tripoli, Libya, 8 January (Agency) —
        rf"(?P<place>{_TITLE}){_SLASH}{{0,2}}{_REGION}{{0,2}}{_ON}?{_BY}(?:{_DASH}|:\s+)",
        # Tripoli, 8 January 2020 –
        rf"(?P<place>{_TITLE}){_SLASH}{{0,2}}{_REGION}{{0,2}}{_ON}(?:{_DASH}|:\s+|\s*\Z)",
        # Tripoli, Libya – and Tripoli –
        rf"(?P<place>{_TITLE}){_SLASH}{{0,2}}{_REGION}{{0,2}}\s+[–—―]\s+",
        # (Agency) –
        rf"[(\[](?P<place>{AGENCY})[)\]](?:{_DASH}|:\s+|\s+)",
        # TRIPOLI, Libya (Agency) alone on its line
        rf"(?P<place>{_CAPS}){_SLASH}{{0,2}}{_REGION}{{0,2}}{_ON}?{_BY}\s*\Z",
    )
)
NO_PLACE = re.compile(
    r"(?:BREAKING|UPDATED?|EXCLUSIVE|WATCH|VIDEO|PHOTOS?|ANALYSIS|FACTBOX|EXPLAINER|OPINION|LIVE"
    r"|NEWS|ALERT|CORRECTION|CORRECTED|URGENT|TIMELINE|INTERVIEW|READ|NOTE|DEVELOPING|BY|THE)\b",
    re.IGNORECASE,
)
ABBREVIATION = 4
"""capitals alone, up to so many, are more likely an organisation than a town"""


def dateline(paragraph: str) -> int | None:
    """How many characters of a paragraph are its dateline; ``None``: it has none."""
    head = paragraph[:200]
    for pattern in DATELINES:
        found = pattern.match(head)
        if found is None or NO_PLACE.match(found["place"]):
            continue
        rest = paragraph[found.end() :].lstrip("\"'“‘«( ")
        if rest and rest[:1].islower():
            continue
        alone = found["place"] == found[0].rstrip(" –—―-:\n")
        if alone and (len(found["place"]) <= ABBREVIATION or ":" in found[0]):
            continue
        return found.end()
    return None
