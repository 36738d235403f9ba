"""The sidebar: every filter but the dates, as widgets whose keys are those of ``state``."""

from collections.abc import Callable, Iterable, Mapping

import streamlit as st

from dashboard.model import Origin, Realis
from dashboard.render import countries, words
from dashboard.render.palette import FAMILIES
from dashboard.store.archive import Archive
from dashboard.store.filter import When
from dashboard.ui import state
from dashboard.ui.choices import Choices, choices
from dashboard.ui.discs import MODES

PRIVACY = (
    "Off: the map is drawn from files on this machine. On: your browser asks "
    "tile.openstreetmap.org for pictures, and that server learns your address and which places "
    "you look at."
)

WHEN = {"possibly": "possibly in the dates", "certainly": "certainly in them"}


def filter_panel(archive: Archive) -> bool:
    """Draw the filters; returns whether online map tiles are wanted."""
    found = choices(archive, archive.version)
    with st.sidebar:
        st.text_input("Search", key="text", placeholder="words in sentence, place, actor …")
        st.radio(
            "Events count when they lie",
            [when.value for when in When],
            key="when",
            format_func=WHEN.__getitem__,
            help="An event dated “early January” lies possibly between 8 and 12 January, "
            "but not certainly.",
        )
        st.multiselect(
            "Family of event", list(FAMILIES), key="families", placeholder="All families"
        )
        _choose("Type of event", "types", found, "All types")
        _choose("Actor", "actors", found, "All actors")
        _choose("Country", "countries", found, "All countries", countries.names())
        if st.session_state["places"]:
            _choose("Place", "places", found, "All places")
        st.number_input("Killed, at least", min_value=0, step=1, key="deaths")
        _choose("Did it happen?", "realis", found, "Whether or not", words.REALIS, list(Realis))
        _choose("How it came here", "origins", found, "By hand or by machine", {}, list(Origin))
        _choose("Report or source", "sources", found, "All reports and sources")
        if archive.imported:
            _choose("Dataset", "datasets", found, "Reports and all datasets")
            st.selectbox(
                "Draw imported events as", list(MODES), key="mode", format_func=MODES.__getitem__
            )
        st.pills(
            "On the map",
            state.ALL_KINDS,
            key="kinds",
            selection_mode="multi",
            format_func=words.KINDS.__getitem__,
        )
        st.toggle("Draw who stands with whom", key="links")
        online = st.toggle("Online map tiles", key="online", help=PRIVACY)
        if online:
            st.caption(PRIVACY.split("On: ")[1].capitalize())
        st.button("Clear all filters", on_click=state.clear_filters, key="clear", width="stretch")
    return online


def _choose(
    label: str,
    key: str,
    found: Choices,
    placeholder: str,
    names: Mapping[str, str] | None = None,
    options: Iterable[str] = (),
) -> None:
    """A list of what there is with counts; what is chosen already is always among it."""
    known = found.names[key] if names is None else names
    counts = found.counts[key]
    listed = [str(one) for one in options] or sorted(
        counts, key=lambda one: (-counts[one], known.get(one, one))
    )
    listed += [one for one in st.session_state[key] if one not in listed]
    st.multiselect(
        label, listed, key=key, format_func=_with_counts(known, counts), placeholder=placeholder
    )


def _with_counts(names: Mapping[str, str], counts: Mapping[str, int]) -> Callable[[str], str]:
    return lambda key: f"{names.get(key, key)} ({counts.get(key, 0):,})"
