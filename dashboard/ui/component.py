"""Our browser components: plain files beside this module, registered once with Streamlit."""

from functools import cache
from pathlib import Path

import streamlit.components.v2 as components
from streamlit.components.v2.types import ComponentRenderer

ASSETS = Path(__file__).parent / "assets"


@cache
def component(name: str) -> ComponentRenderer:
    """The component made of ``assets/NAME.css``, ``NAME.js`` and, if there is one, ``NAME.html``;
    without it, it starts as an empty element with the id ``NAME``."""
    html = ASSETS / f"{name}.html"
    css, js = (
        (ASSETS / f"{name}.{ending}").read_text(encoding="utf-8") for ending in ("css", "js")
    )
    return components.component(
        f"dateline_{name}",
        html=html.read_text(encoding="utf-8") if html.exists() else f'<div id="{name}"></div>',
        css=css,
        js=js,
    )
