"""Questions with their candidates in, how likely each candidate is in this report out.

Every candidate is judged by what it is worth by itself and by how well it fits what the other
questions most likely mean: the same country, the same divisions, nearness. As these lean on one
another, all are judged together, a few rounds long (mean-field inference). No text and no gazetteer
here.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dashboard.geocode.earth import EARTH_KM
from dashboard.geocode.gazetteer import Entry
from dashboard.geocode.search import Hit
from dashboard.model import Level

Floats = NDArray[np.float64]
Ids = NDArray[np.intp]
_SMALL = frozenset((Level.TOWN, Level.FACILITY, Level.DISTRICT))


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much; benchmarks/geoparsing.py says what they were tried out on."""

    anywhere: float = 0.05
    """what a candidate is worth where the rest of the report never speaks of its country"""
    abroad: float = 1.0
    """power of the number of countries spoken of by which that grows: world news goes anywhere"""
    undivided: float = 0.25
    """what one is worth besides that lies in no single country: a sea, a region across borders"""
    division: float = 6.0
    district: float = 5.0
    """how much more the same division counts than the same country"""
    metropolis: int = 1_000_000
    """population from which on a town's division counts for no other: all the world speaks of it"""
    sharp: float = 1.3
    """power of all that"""
    near: float = 8.0
    """how much more a candidate is worth right beside another place of the report"""
    near_km: float = 100.0
    """distance at which that has fallen to a third"""
    within: float = 0.2
    """the share of it that a country or province gains whose places the report speaks of"""
    unknown: float = 0.2
    """how well what the gazetteer lacks fits the report"""
    rounds: int = 4


@dataclass
class Asked:
    """A question: its candidates, what they are worth by themselves, how often it is asked."""

    times: float
    hits: list[Hit]
    worth: list[float]
    """of each candidate, without the rest of the report"""
    doubt: float
    """worth of what the gazetteer lacks, which may be meant instead"""
    likely: list[float] = field(default_factory=list)

    def best(self) -> Hit | None:
        """The likeliest candidate."""
        at = max(range(len(self.hits)), key=lambda at: self.likely[at], default=None)
        return None if at is None else self.hits[at]


def judge(asked: list[Asked], weights: Weights = Weights()) -> None:
    """Sets ``likely`` of each: shares of 1, of which the doubt has its own."""
    asking = [each for each in asked if each.hits]
    if not asking:
        return
    sizes = [len(each.hits) for each in asking]
    owner = np.repeat(np.arange(len(asking)), sizes)
    starts = np.cumsum([0, *sizes[:-1]])
    worth = np.array([worth for each in asking for worth in each.worth])
    doubt = np.array([each.doubt for each in asking])
    times = np.array([each.times for each in asking])
    entries = [hit.entry for each in asking for hit in each.hits]
    shared, beside = _gains(entries, owner, weights)
    undivided = np.array([0.0 if entry.country else weights.undivided for entry in entries])
    codes = np.unique([entry.country for entry in entries], return_inverse=True)[1]
    others = np.maximum(times.sum() - times, 1e-9)[owner]
    fit = np.ones(len(entries))
    for _ in range(weights.rounds + 1 if len(asking) > 1 else 1):
        weighed = worth * fit
        whole = np.add.reduceat(weighed, starts) + weights.unknown * doubt
        likely = weighed / np.maximum(whole, 1e-300)[owner]
        spoken = np.bincount(codes, weights=likely * times[owner])
        lands = spoken.sum() ** 2 / max((spoken**2).sum(), 1e-300)
        base = weights.anywhere * max(1.0, lands) ** weights.abroad + undivided
        fit = (base + shared @ (likely * times[owner]) / others) ** weights.sharp
        fit *= 1 + weights.near * (beside * likely).max(axis=1)
    for each, start, size in zip(asking, starts, sizes, strict=True):
        each.likely = likely[start : start + size].tolist()


def _gains(entries: list[Entry], owner: Ids, weights: Weights) -> tuple[Floats, Floats]:
    """What a candidate (row) gains if one of another question (column) is meant.

    First what all others together give it by their country and divisions, then what the one that
    gives most does by being near or inside it.
    """
    countries = {entry.country: at for at, entry in enumerate(entries)}
    country = _same([countries[entry.country] if entry.country else None for entry in entries])
    division = _same([entry.admin1 for entry in entries])
    district = _same([entry.admin2 for entry in entries])
    local = np.array([not _is_metropolis(entry, weights) for entry in entries], dtype=np.float64)
    shared = country + (weights.division * division + weights.district * district) * local
    level = np.array([entry.level for entry in entries])
    beside = _nearness(entries, weights.near_km)
    beside += weights.within * (level == Level.COUNTRY)[:, None] * country
    beside += weights.within * (level == Level.PROVINCE)[:, None] * division
    own = owner[:, None] == owner
    shared[own] = beside[own] = 0.0
    return shared, beside


def _is_metropolis(entry: Entry, weights: Weights) -> bool:
    return entry.level == Level.TOWN and (entry.population or 0) >= weights.metropolis


def _same(ids: list[int | None]) -> Floats:
    """1 for a pair with the same id, 0 where they differ or have none."""
    known = np.array([-1 - at if one is None else one for at, one in enumerate(ids)])
    same: Floats = (known[:, None] == known).astype(np.float64)
    return same


def _nearness(entries: list[Entry], scale_km: float) -> Floats:
    """1 at the same point, falling with distance; 0 for what is no point."""
    at = np.radians([(entry.latitude, entry.longitude) for entry in entries])
    flat = np.cos(at[:, 0])
    points = np.stack([flat * np.cos(at[:, 1]), flat * np.sin(at[:, 1]), np.sin(at[:, 0])], axis=1)
    chord = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * (points @ points.T)))
    small = np.array([entry.level in _SMALL for entry in entries])
    return np.where(small[:, None] & small, np.exp(-EARTH_KM * chord / scale_km), 0.0)
