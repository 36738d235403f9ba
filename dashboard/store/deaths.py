"""People killed, as three sums."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deaths:
    """Low, best and high estimates summed; where an event gives only one, it counts in all."""

    low: int = 0
    best: int = 0
    high: int = 0
    known: int = 0
    """events that give a figure; others count as none killed and may not be so"""

    def __add__(self, other: "Deaths") -> "Deaths":
        return Deaths(
            self.low + other.low,
            self.best + other.best,
            self.high + other.high,
            self.known + other.known,
        )
