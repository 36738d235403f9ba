from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import Origin, Realis
from dashboard.store.filter import EventFilter, When
from dashboard.ui.link import KINDS, MODES, Panel, View, from_query, only_known

words = st.text(min_size=1)
names = st.lists(words, unique=True, max_size=4).map(tuple)
days = st.dates()


def ordered(chosen: EventFilter) -> bool:
    return not (chosen.first and chosen.last and chosen.first > chosen.last)


views = st.builds(
    View,
    filter=st.builds(
        EventFilter,
        first=st.none() | days,
        last=st.none() | days,
        when=st.sampled_from(list(When)),
        families=names,
        actors=names,
        realis=st.lists(st.sampled_from(list(Realis)), unique=True).map(tuple),
        origins=st.lists(st.sampled_from(list(Origin)), unique=True).map(tuple),
        sources=names,
        types=names,
        countries=names,
        datasets=names,
        places=names,
        deaths=st.integers(0, 999_999_999),
        text=st.text(),
    ).filter(ordered),
    hidden=st.lists(st.sampled_from(KINDS), unique=True).map(tuple),
    links=st.booleans(),
    marks=names,
    event=st.text(),
    cells=st.text(),
    mode=st.sampled_from(MODES),
    panel=st.sampled_from(list(Panel)),
)


@given(views)
def test_a_view_survives_the_link(view: View) -> None:
    assert from_query(view.to_query()) == (view, [])


@given(
    st.dictionaries(
        st.sampled_from(["from", "to", "when", "hide", "realis", "origin", "q", "killed"]) | words,
        st.lists(st.text()),
    )
)
def test_any_link_gives_a_view(query: dict[str, list[str]]) -> None:
    view, _ = from_query(query)
    assert from_query(view.to_query()) == (view, [])


def test_what_cannot_be_read_is_said() -> None:
    view, warnings = from_query({"from": ["yesterday"], "realis": ["actual", "maybe"]})
    assert view.filter == EventFilter(realis=(Realis.ACTUAL,))
    assert [word in " ".join(warnings) for word in ("yesterday", "maybe")] == [True, True]


def test_dates_in_the_wrong_order_leave_the_end_open() -> None:
    view, warnings = from_query({"from": ["2020-01-08"], "to": ["2020-01-01"]})
    assert view.filter.last is None
    assert "2020-01-01" in warnings[0]


def test_names_of_another_collection_are_left_out_and_said() -> None:
    view = View(filter=EventFilter(families=("Battles", "Games"), actors=("a1",)))
    kept, warnings = only_known(view, families=["Battles"], actors=[], reports=[])
    assert kept.filter == EventFilter(families=("Battles",))
    assert len(warnings) == 2
