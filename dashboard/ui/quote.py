"""Text from outside in, Markdown that shows it as it is out.

Streamlit reads its messages as Markdown, where a link to this page could plant a picture.
"""

import re


def quote(text: str) -> str:
    """A code span: the one place in Markdown where nothing is read as anything."""
    words = " ".join(text.split())
    fence = "`" * (1 + max(map(len, re.findall("`+", words)), default=0))
    return f"{fence} {words} {fence}" if words else ""
