"""The sidebar: every filter but the dates, as widgets whose keys are those of ``state``."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.model import Origin, Realis
from dashboard.render import countries, words
from dashboard.render.palette import FAMILIES
from dashboard.store.events import EventStore
from dashboard.store.filter import When
from dashboard.ui import state

PRIVACY = (
    "Off: the map is drawn from files on this machine. On: your browser asks "
    "tile.openstreetmap.org for pictures, and that server learns your address and which places "
    "you look at."
)

WHEN = {"possibly": "possibly in the dates", "certainly": "certainly in them"}


def filter_panel(store: EventStore) -> bool:
    """Draw the filters; returns whether online map tiles are wanted."""
    events, tables = store.events, store.tables
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
        st.multiselect(
            "Type of event",
            sorted(set(events["type"]) | set(st.session_state["types"])),
            key="types",
            format_func=_with_counts({}, events["type"].value_counts().to_dict()),
            placeholder="All types",
        )
        per_actor = tables.participants.groupby("actor_id")["event_id"].nunique()
        names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
        st.multiselect(
            "Actor",
            sorted(names, key=lambda actor: (-int(per_actor.get(actor, 0)), names[actor])),
            key="actors",
            format_func=_with_counts(names, per_actor.to_dict()),
            placeholder="All actors",
        )
        in_country = events.loc[events["country"] != "", "country"].value_counts().to_dict()
        st.multiselect(
            "Country",
            sorted({*in_country, *st.session_state["countries"]}, key=countries.name),
            key="countries",
            format_func=_with_counts(countries.names(), in_country),
            placeholder="All countries",
        )
        _places(store)
        st.number_input("Killed, at least", min_value=0, step=1, key="deaths")
        st.multiselect(
            "Did it happen?",
            [realis.value for realis in Realis],
            key="realis",
            format_func=_with_counts(words.REALIS, events["realis"].value_counts().to_dict()),
            placeholder="Whether or not",
        )
        st.multiselect(
            "How it came here",
            [origin.value for origin in Origin],
            key="origins",
            format_func=_with_counts({}, events["origin"].value_counts().to_dict()),
            placeholder="By hand or by machine",
        )
        titles = dict(zip(tables.reports["report_id"], tables.reports["title"], strict=True))
        st.multiselect(
            "Report",
            list(titles),
            key="sources",
            format_func=lambda report: titles.get(report, report),
            placeholder="All reports",
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


def _places(store: EventStore) -> None:
    """Places come by link; what can be chosen here is to take them away again."""
    if chosen := st.session_state["places"]:
        places = store.tables.places
        labels = dict(zip(places["place_id"], places["label"], strict=True))
        st.multiselect("Place", chosen, key="places", format_func=lambda one: labels.get(one, one))


def _with_counts(names: Mapping[str, str], counts: Mapping[str, int]) -> Callable[[str], str]:
    return lambda key: f"{names.get(key, key)} ({counts.get(key, 0)})"
