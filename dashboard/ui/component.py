"""Our browser components: plain files in ``assets/NAME``, registered once with Streamlit."""

from functools import cache
from pathlib import Path

import streamlit.components.v2 as components
from streamlit.components.v2.types import ComponentRenderer

ASSETS = Path(__file__).parent / "assets"


@cache
def component(
    name: str, scripts: tuple[str, ...] = (), styles: tuple[str, ...] = ()
) -> ComponentRenderer:
    """The component made of ``styles`` (else ``NAME.css``), ``scripts`` (else ``NAME.js``) and
    ``NAME.html``; files of another component are named ``../OTHER/FILE``.

    Scripts become one module, in order: what Streamlit is given as text cannot import from a
    file. Without an HTML file the component starts as an empty element with the id ``NAME``.
    """
    folder = ASSETS / name

    def text(file: str) -> str:
        return (folder / file).read_text(encoding="utf-8")

    html = f"{name}.html"
    return components.component(
        f"dateline_{name}",
        html=text(html) if (folder / html).exists() else f'<div id="{name}"></div>',
        css="\n".join(text(file) for file in styles or (f"{name}.css",)),
        js="\n".join(text(file) for file in scripts or (f"{name}.js",)),
    )
