"""The head of the pages about adding: a way back, a title, facts, and what to know."""

from collections.abc import Sequence

from dashboard.ui.component import component


def heading(
    title: str, facts: str, notes: Sequence[str] = (), *, done: str = "", report_id: str = ""
) -> None:
    """Draw it; all of it may be text from outside. ``done`` is told with a link to the map."""
    component("heading")(
        key="heading",
        data={
            "title": title,
            "facts": facts,
            "notes": list(notes),
            "done": done,
            "report": report_id,
        },
    )
