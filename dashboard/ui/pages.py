"""Which pages there are."""

import streamlit as st

from dashboard.ui.component import ASSETS
from dashboard.ui.page import map_page
from dashboard.ui.profile import actor_page, place_page
from dashboard.ui.report import report_page


def main() -> None:
    """Draw the page that the link asks for."""
    st.set_page_config(page_title="Dateline", page_icon=str(ASSETS / "icon.png"), layout="wide")
    st.html(ASSETS / "page.css")
    pages = [
        st.Page(map_page, title="Map", url_path="", default=True),
        st.Page(report_page, title="Report", url_path="report"),
        st.Page(actor_page, title="Actor", url_path="actor"),
        st.Page(place_page, title="Place", url_path="place"),
        st.Page(_adding_page, title="Add reports", url_path="add"),
        st.Page(_importing_page, title="Import a dataset", url_path="import"),
    ]
    st.navigation(pages, position="hidden").run()


def _adding_page() -> None:
    # Most of a second to import: what reads files is not needed for the map.
    from dashboard.ui.adding import adding_page

    adding_page()


def _importing_page() -> None:
    from dashboard.ui.importing import importing_page

    importing_page()
