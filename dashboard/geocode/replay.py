"""Online answers, asked for once and kept: a geopy adapter over a folder.

One JSON file per request. Its name is a digest of the URL without keys; neither keys nor headers
are written. With ``inner=None`` nothing is asked: what is not recorded fails.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderServiceError, GeocoderUnavailable

_SECRETS = frozenset(
    [
        "key",
        "api_key",
        "apikey",
        "access_token",
        "token",
        "username",
        "email",
        "client",
        "signature",
        "ak",
        "sn",
        "app_id",
        "app_code",
        "auth-id",
        "auth-token",
        "subscription-key",
    ]
)
"""Parameters by which geopy's services know who asks."""


class ReplayAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """Answers from ``folder``; asks ``inner`` only for what is not there, and keeps the answer."""

    def __init__(
        self, *, folder: Path, inner: BaseSyncAdapter | None = None, **options: Any
    ) -> None:
        """``options`` are geopy's for adapters; they matter to ``inner`` alone."""
        super().__init__(proxies=options.get("proxies"), ssl_context=options.get("ssl_context"))
        self.folder = folder
        self.inner = inner

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        """Parsed JSON. GeocoderUnavailable if it is neither recorded nor to be asked for."""
        return self._answer("json", url, timeout, headers)

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """Text, else as ``get_json``."""
        return str(self._answer("text", url, timeout, headers))

    def recorded(self, url: str, kind: str = "json") -> bool:
        """Whether the answer to this request is in the folder."""
        return self._path(kind, url).is_file()

    def _answer(self, kind: str, url: str, timeout: float, headers: Mapping[str, str]) -> Any:
        path = self._path(kind, url)
        if path.is_file():
            return _read(path)
        if self.inner is None:
            raise GeocoderUnavailable(
                f"not recorded, and nobody may be asked: {without_secrets(url)}"
            )
        ask = self.inner.get_json if kind == "json" else self.inner.get_text
        answer = ask(url, timeout=timeout, headers=headers)
        _write(path, {"url": without_secrets(url), "answer": answer})
        return answer

    def _path(self, kind: str, url: str) -> Path:
        digest = hashlib.sha256(f"{kind} {without_secrets(url)}".encode()).hexdigest()
        return self.folder / f"{digest[:32]}.json"

    def __enter__(self) -> "ReplayAdapter":
        """Opens ``inner``."""
        if self.inner is not None:
            self.inner.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        """Closes ``inner``."""
        if self.inner is not None:
            self.inner.__exit__(*error)


def without_secrets(url: str) -> str:
    """The URL without keys, tokens and names of users; its parameters in order of name."""
    parts = urlsplit(url)
    told = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _SECRETS
    )
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, urlencode(told), ""))


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))["answer"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GeocoderServiceError(f"{path}: a recorded answer that cannot be read") from error


def _write(path: Path, answer: Mapping[str, Any]) -> None:
    """Aside first, so that an interruption leaves no half answer."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(answer, file, ensure_ascii=False, sort_keys=True)
    Path(aside).replace(path)
