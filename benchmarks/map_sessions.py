"""Many readers at once: open pages in, how long each waits for its filter out."""

from collections.abc import Callable
from typing import Any

from benchmarks.waiting import DRAWN, Waiting, figures

EVERY = 2_000
"""ms between two changes of one reader"""
TURNS = 8
# One reader: switches a family of the legend off or on, another each time, every so many ms.
READER = f"""([own, wait]) => {{
  const sleep = (ms) => new Promise((done) => setTimeout(done, Math.max(0, ms)));
  window.reader = (async () => {{
    await sleep(wait);
    const took = [];
    for (let turn = 0; turn < {TURNS}; turn++) {{
      const families = [...document.querySelectorAll(
        ".dl-legend-group[aria-label=Families] .dl-toggle")];
      const begun = performance.timeOrigin + performance.now();
      const next = {DRAWN};
      families[(own * 3 + turn * 2) % families.length].click();
      took.push((await next) - begun);
      await sleep(begun + {EVERY} - performance.timeOrigin - performance.now());
    }}
    return took;
  }})();
}}"""


def sessions(opened: Callable[[], Waiting], many: int) -> dict[str, Any]:
    """One reader alone, then all of them, their changes spread over the time between two."""
    pages = [opened() for _ in range(many)]
    alone = _filtering(pages[:1])
    together = _filtering(pages)
    for one in pages:
        one.page.context.close()
    return {
        "sessions": many,
        "alone_ms": figures(alone),
        "together_ms": figures(together),
        "p95_per_alone": round(figures(together)["p95"] / figures(alone)["p95"], 2),
    }


def _filtering(pages: list[Waiting]) -> list[float]:
    for number, one in enumerate(pages):
        one.frame.evaluate(READER, [number, EVERY * number / len(pages)])
    return [took for one in pages for took in one.frame.evaluate("() => window.reader")[1:]]
