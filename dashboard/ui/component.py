"""Our browser components: plain files beside this module, registered once with Streamlit."""

from functools import cache
from pathlib import Path

import streamlit.components.v2 as components
from streamlit.components.v2.types import ComponentRenderer

ASSETS = Path(__file__).parent / "assets"


@cache
def _files(name: str) -> tuple[str, str]:
    return tuple(  # type: ignore[return-value]
        (ASSETS / f"{name}.{ending}").read_text(encoding="utf-8") for ending in ("css", "js")
    )


def component(name: str) -> ComponentRenderer:
    """The component made of ``assets/NAME.css`` and ``assets/NAME.js``; it starts as an empty
    element with the id ``NAME``."""
    css, js = _files(name)
    return components.component(f"dateline_{name}", html=f'<div id="{name}"></div>', css=css, js=js)
