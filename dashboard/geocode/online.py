"""Any online geocoder that geopy knows, asked politely, each question once."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from geopy import exc, get_geocoder_for_service
from geopy.adapters import BaseSyncAdapter, RequestsAdapter, URLLibAdapter
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from dashboard.errors import SettingsError
from dashboard.geocode.replay import ReplayAdapter

LEAST_DELAY_SECONDS = 1.0
"""Nominatim's usage policy: at most one request a second."""


class Outcome(NamedTuple):
    """What came of looking a name up: a place, or why there is none, in plain words."""

    name: str
    location: Location | None
    failure: str


class _Patient(BaseSyncAdapter):  # type: ignore[misc]
    """Waits between requests to the network; shared by the threads of one geocoder."""

    def __init__(self, inner: BaseSyncAdapter, *, seconds: float) -> None:
        super().__init__(proxies=None, ssl_context=None)
        self._inner = inner
        self._seconds = seconds
        self._lock = threading.Lock()
        self._next = 0.0

    def _wait(self) -> None:
        with self._lock:
            time.sleep(max(0.0, self._next - time.monotonic()))
            self._next = time.monotonic() + self._seconds

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        self._wait()
        return self._inner.get_json(url, timeout=timeout, headers=headers)

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        self._wait()
        return self._inner.get_text(url, timeout=timeout, headers=headers)

    def __enter__(self) -> "_Patient":
        self._inner.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._inner.__exit__(*error)


def online_geocoder(
    service: str,
    *,
    user_agent: str,
    folder: Path,
    adapter: BaseSyncAdapter | None = None,
    min_delay_seconds: float = LEAST_DELAY_SECONDS,
    **options: Any,
) -> Geocoder:
    """geopy's geocoder of that short name ("nominatim"), with its answers kept in ``folder``.

    :param user_agent: how we introduce ourselves; SettingsError if empty or geopy's default.
    :param adapter: what asks the network; geopy's own if not given.
    :param min_delay_seconds: between requests to the network, at least 1; kept answers do not wait.
    :param options: passed to the geocoder's class (``domain``, ``api_key``, ``timeout`` …).
    """
    agent = user_agent.strip()
    if not agent or agent.lower().startswith(("geopy", "my-application")):
        raise SettingsError(
            f"an online geocoder needs a user agent that says who asks, not {user_agent!r}"
        )
    try:
        geocoder_class = get_geocoder_for_service(service)
    except exc.GeocoderNotFound as error:
        raise SettingsError(f"geopy knows no geocoder called {service!r}") from error
    seconds = max(LEAST_DELAY_SECONDS, min_delay_seconds)

    def replaying(*, proxies: Any, ssl_context: Any) -> ReplayAdapter:
        inner = adapter or _network(proxies=proxies, ssl_context=ssl_context)
        return ReplayAdapter(folder=folder, inner=_Patient(inner, seconds=seconds))

    try:
        return geocoder_class(user_agent=agent, adapter_factory=replaying, **options)
    except (TypeError, exc.ConfigurationError) as error:
        raise SettingsError(f"{service}: {error}") from error


def _network(*, proxies: Any, ssl_context: Any) -> BaseSyncAdapter:
    kind = RequestsAdapter if RequestsAdapter.is_available else URLLibAdapter
    return kind(proxies=proxies, ssl_context=ssl_context)


def look_up(geocoder: Geocoder, names: Iterable[str], **query: Any) -> Iterator[Outcome]:
    """One outcome per name, in order; what goes wrong is told, and the next name is asked for."""
    for name in names:
        try:
            location = geocoder.geocode(name, **query)
        except Exception as error:
            yield Outcome(name, None, _in_words(geocoder, error))
        else:
            yield Outcome(name, location, "" if location is not None else "not found")


def _in_words(geocoder: Geocoder, error: Exception) -> str:
    service = type(geocoder).__name__.lower()
    status = _status(error)
    by_kind: list[tuple[type[Exception] | tuple[type[Exception], ...], str]] = [
        (exc.GeocoderTimedOut, f"{service} timed out after {geocoder.timeout:g} s"
         if isinstance(geocoder.timeout, int | float) else f"{service} timed out"),
        (exc.GeocoderRateLimited, f"{service} asks us to slow down{status}"),
        (exc.GeocoderQuotaExceeded, f"{service} says our quota is used up{status}"),
        ((exc.GeocoderAuthenticationFailure, exc.GeocoderInsufficientPrivileges),
         f"{service} refused the request{status}"),
        (exc.GeocoderUnavailable, f"{service} cannot be reached ({error})"),
        (exc.GeocoderParseError, f"{service} answered something unreadable"),
        (exc.GeocoderQueryError, f"{service} did not understand the question{status}"),
    ]  # fmt: skip
    for kind, words in by_kind:
        if isinstance(error, kind):
            return words
    return f"{service} failed: {type(error).__name__}: {error}"


def _status(error: Exception) -> str:
    """The HTTP status behind a geopy error, in brackets, where there was one."""
    code = getattr(error.__cause__, "status_code", None)
    return f" ({code})" if code else ""
