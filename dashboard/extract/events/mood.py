"""How an event is told: what may become its realis, and what makes none of it."""

from enum import Enum


class Mood(Enum):
    """Kinds of telling; all but the last three are a ``Realis``."""

    ACTUAL = "actual"
    ONGOING = "ongoing"
    REQUESTED = "requested"
    PLANNED = "planned"
    THREATENED = "threatened"
    DENIED = "denied"
    NEGATED = "negated"
    """it did not happen, and nobody is said to deny it"""
    UNREAL = "unreal"
    """feared, possible, supposed"""
    NAMED = "named"
    """a noun that refers to it, which tells nothing by itself"""
    BACKGROUND = "background"
