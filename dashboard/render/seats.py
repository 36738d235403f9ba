"""Actors in, the places they sit at out."""

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from dashboard.model import PlaceRole
from dashboard.schema import Tables

SAID = (PlaceRole.ACTOR_SEAT, PlaceRole.METONYM)


@lru_cache(maxsize=8)
def seats(tables: Tables) -> Mapping[str, str]:
    """Actor id → place id of its seat: where the actor file puts it, else where a report does.

    A country is not a seat that could be drawn.
    """
    levels = dict(zip(tables.places["place_id"], tables.places["level"], strict=True))
    said = tables.mentions[tables.mentions["role"].isin(SAID) & (tables.mentions["actor_id"] != "")]
    pairs = [
        *zip(said["actor_id"], said["place_id"], strict=True),
        *zip(tables.actors["actor_id"], tables.actors["place_id"], strict=True),
    ]
    return {actor: place for actor, place in pairs if levels.get(place, "country") != "country"}


def active_seats(
    tables: Tables, mentions: pd.DataFrame, participants: pd.DataFrame
) -> dict[str, str]:
    """The same for actors that take part in the events shown, or whose seat a report names."""
    named = mentions.loc[mentions["role"].isin(SAID), "actor_id"]
    active = set(participants["actor_id"]) | set(named)
    return {actor: place for actor, place in seats(tables).items() if actor in active}
