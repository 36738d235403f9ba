"""The page "Import a dataset": drop a file, see what it is taken for, correct it, import it."""

import shutil
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.errors import DashboardError
from dashboard.pipeline.export import write_changes
from dashboard.pipeline.importing import Importing
from dashboard.pipeline.ingest import Ingested, Wish
from dashboard.readers.datasets import FORMATS, recognise
from dashboard.readers.datasets.remembered import recall_mapping, save_mapping
from dashboard.readers.datasets.tabular import OPENERS, SETTINGS, Look, look, targets
from dashboard.settings import Settings
from dashboard.store.imports import Imports
from dashboard.ui.heading import heading
from dashboard.ui.load import prepare
from dashboard.ui.quote import quote

ABOUT = (
    "UCDP GED, ACLED and GDELT files are recognised by their content; so are GeoJSON, KML, "
    "GeoPackage and TimeMap files and any table. What you import stays on this machine."
)
LARGE = "For files of more than 200 MB: `python -m dashboard ingest FILE`."
NONE = "—"
POLL = 0.4
"""seconds between two looks at an import"""
SHOWN = 8
"""rows of a preview"""


def importing_page() -> None:
    """Drop a file; look at its columns; import it; read what is new and what changed."""
    settings = Settings.from_env()
    try:
        prepare(settings)
    except DashboardError as error:
        st.error(f"Nothing can be imported. {quote(str(error))}")
        return
    heading("Import a dataset", ABOUT)
    running: Importing | None = st.session_state.get("importing")
    if running is not None and running.running:
        _progress(running)
        return
    if running is not None:
        _ended(running, settings)
    _offer(settings)
    _log(settings)


def _offer(settings: Settings) -> None:
    """A file to choose; what it is taken for; the button that imports it."""
    given = st.file_uploader("Drop a file of events", key="dataset_file", help=LARGE)
    if given is None:
        return
    path = _kept(given.name, given.file_id, given.getbuffer())
    try:
        format_name = recognise(path)
    except DashboardError as error:
        st.error(quote(str(error)))
        return
    choosable = format_name in OPENERS
    st.markdown(f"**{quote(given.name)}** is read as **{FORMATS[format_name].title}**.")
    mapping = _columns(path, settings) if choosable else {}
    if mapping is None:
        return
    dataset = ""
    if choosable:
        dataset = st.text_input(
            "Name of the dataset", value=path.stem.lower().replace(" ", "-")[:40], key="dataset",
            help="A later file of the same name updates it.",
        )  # fmt: skip
    skip = st.checkbox("Import the rest if rows cannot be read", key="skip_bad_rows")
    complete = st.selectbox(
        "Events of an earlier import that this file lacks", list(COMPLETE), key="complete",
        format_func=COMPLETE.__getitem__,
    )  # fmt: skip
    if st.button("Import", type="primary", key="import"):
        if mapping and choosable:
            save_mapping(settings.store, look(path, mapping=mapping).header, mapping)
        wish = Wish(skip, {"usual": None, "yes": True, "no": False}[complete])
        st.session_state["importing"] = Importing(
            path, settings, wish, mapping=mapping or None, dataset=dataset
        )
        st.rerun()


COMPLETE = {
    "usual": "as is usual: withdrawn for whole UCDP and ACLED files, else kept",
    "yes": "are withdrawn, of the file's countries and years",
    "no": "are kept: the file is only a part",
}


def _columns(path: Path, settings: Settings) -> dict[str, str] | None:
    """The mapping as a person sees and corrects it; ``None``: the table cannot be opened."""
    try:
        first = look(path)
        known = recall_mapping(settings.store, first.header)
        start = look(path, mapping=known) if known else first
    except DashboardError as error:
        st.error(quote(str(error)))
        return None
    told = "as last time" if known else "as guessed; correct what is wrong"
    st.caption(f"Its columns, {told}. What is not mapped is kept beside each event.")
    reasons = {guess.ours: guess for guess in first.guesses}
    table = pd.DataFrame(
        [
            {
                "ours": ours,
                "title": target.title,
                "theirs": start.mapping.get(ours, NONE),
                "cells": " | ".join(first.examples.get(start.mapping.get(ours, ""), ())[:3]),
                "why": reasons[ours].reason if ours in reasons and not known else "",
            }
            for ours, target in targets().items()
        ]
    )
    table = table.sort_values("theirs", key=lambda column: column == NONE, kind="stable")
    chosen = st.data_editor(
        table, key=f"columns_{path.parent.name}", hide_index=True, width="stretch", height=320,
        disabled=["title", "cells", "why"],
        column_config={
            "ours": None,
            "title": st.column_config.TextColumn("What Dateline keeps"),
            "theirs": st.column_config.SelectboxColumn(
                "Column of the file", required=True,
                options=[NONE, *dict.fromkeys([*first.header, *start.mapping.values()])],
            ),
            "cells": st.column_config.TextColumn("First cells of the column first shown"),
            "why": st.column_config.TextColumn("Why that one"),
        },
    )  # fmt: skip
    mapping = {str(row.ours): str(row.theirs) for row in chosen.itertuples() if row.theirs != NONE}
    mapping |= {name: text for name, text in start.mapping.items() if name in SETTINGS}
    return _preview(path, mapping)


def _preview(path: Path, mapping: Mapping[str, str]) -> dict[str, str] | None:
    """What comes of a mapping; ``None``: nothing can."""
    try:
        found: Look = look(path, mapping=mapping)
    except DashboardError as error:
        st.error(quote(str(error)))
        return None
    if found.first is None:
        st.error(quote(found.problem))
        return None
    for warning in found.first.warnings:
        st.warning(quote(warning))
    if found.first.refused:
        bad = found.first.refused[0]
        st.warning(
            f"{len(found.first.refused)} of the first rows cannot be read; line {bad.line}: "
            f"{quote(f'{bad.column}: {bad.reason} ({bad.value})')}"
        )
    shown = found.first.events.slice(0, SHOWN).to_pandas()
    columns = ["first", "last", "type", "place", "country", "latitude", "longitude",
               "fatalities_low", "fatalities_best", "fatalities_high", "text"]  # fmt: skip
    st.caption("The first events, as they would be imported")
    st.dataframe(shown[columns], hide_index=True, width="stretch")
    return dict(mapping)


def _progress(running: Importing) -> None:
    """Looks again and again while it goes on; then draws the whole page once more."""

    @st.fragment(run_every=POLL)
    def show() -> None:
        if not running.running:
            st.rerun()
        st.progress(min(1.0, running.share), f"{quote(running.now)}, {running.rows:,} rows")
        st.button(
            "Cancel", on_click=running.cancel, key="cancel_import", disabled=running.cancelled
        )

    show()


def _ended(done: Importing, settings: Settings) -> None:
    if done.fault:
        raise done.fault
    if done.error:
        st.error(quote(done.error))
    for one in done.done:
        _told(one, settings)
    if any(one.imported for one in done.done):
        st.link_button("Show it on the map", "./")
    if any(one.refused and not one.imported for one in done.done):
        st.button("Import the rest", on_click=_import_rest, key="import_rest")


def _import_rest() -> None:
    """The file has left the page by now; it is still on disk."""
    st.session_state["importing"] = st.session_state["importing"].rest()


def _told(one: Ingested, settings: Settings) -> None:
    """What became of a file, with the lists to take away."""
    if one.error:
        st.error(quote(one.error))
    if one.imported:
        st.success(f"{quote(one.file)}: {one.imported.in_words()}")
    for warning in one.warnings:
        st.info(quote(warning))
    for bad in one.first_refused:
        st.warning(quote(f"{bad.file}, line {bad.line}: {bad.column}: {bad.reason} ({bad.value})"))
    with st.container(horizontal=True):
        if one.refusals and one.refusals.exists():
            st.download_button(
                f"All {one.refused:,} rows that cannot be read (CSV)", one.refusals.read_bytes(),
                file_name="refused.csv", mime="text/csv", key=f"refused_{one.file}",
            )  # fmt: skip
        if one.imported and one.imported.number and one.imported.changed + one.imported.withdrawn:
            st.download_button(
                "Before and after (CSV)", _changes(settings, one.imported.number),
                file_name="changes.csv", mime="text/csv", key=f"changes_{one.file}",
            )  # fmt: skip


def _changes(settings: Settings, number: int) -> bytes:
    out = BytesIO()
    write_changes(Imports(settings.store), number, out, header=True)
    return out.getvalue()


def _log(settings: Settings) -> None:
    """What was imported so far, newest first."""
    try:
        log = Imports(settings.store).log()
    except DashboardError as error:
        st.error(quote(str(error)))
        return
    if not log:
        return
    with st.expander(f"Imported so far ({len(log)})", expanded=True):
        rows = [
            {
                "dataset": one.source.dataset,
                "version": one.source.version,
                "file": one.file,
                "when": one.made,
                "new": one.new,
                "changed": one.changed,
                "withdrawn": one.withdrawn,
                "unchanged": one.unchanged,
                "left out": one.refused,
                "may be passed on": one.source.publishable,
            }
            for one in reversed(log)
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _kept(name: str, file_id: str, data: memoryview) -> Path:
    """The dropped file on disk, under its own name; the one before it goes."""
    kept: Path | None = st.session_state.get("dropped")
    folder = Path(tempfile.gettempdir()) / f"dateline-{file_id}"
    plain = Path(name).name.replace("\0", "") or "file"
    if kept is not None and kept != folder:
        shutil.rmtree(kept, ignore_errors=True)
    path = folder / plain
    if not path.exists():
        folder.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(data)
    st.session_state["dropped"] = folder
    return path
