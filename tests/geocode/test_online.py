import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderTimedOut, GeocoderUnavailable

from dashboard.errors import SettingsError
from dashboard.geocode import online
from dashboard.geocode.online import look_up, online_geocoder
from dashboard.geocode.replay import ReplayAdapter, without_secrets

TRIPOLI = [{"lat": "32.8874", "lon": "13.1873", "display_name": "Tripoli, Libya"}]


class Fake(BaseSyncAdapter):
    """A network that answers from a list of answers or errors, and remembers what it was asked."""

    def __init__(self, *answers: Any) -> None:
        super().__init__(proxies=None, ssl_context=None)
        self.answers = list(answers)
        self.asked: list[str] = []

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        self.asked.append(url)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    get_text = get_json


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr(online.time, "sleep", slept.append)
    return slept


def nominatim(folder: Path, fake: Fake, **options: Any) -> Any:
    return online_geocoder(
        "nominatim", user_agent="dateline-test", folder=folder, adapter=fake, **options
    )


def test_each_question_is_asked_once(tmp_path: Path, waits: list[float]) -> None:
    fake = Fake(TRIPOLI)
    for _ in range(3):
        geocoder = nominatim(tmp_path, fake)
        assert geocoder.geocode("Tripoli").address == "Tripoli, Libya"
    assert len(fake.asked) == 1
    assert waits == [0.0]


def test_at_least_a_second_between_questions(tmp_path: Path, waits: list[float]) -> None:
    fake = Fake(TRIPOLI, [], TRIPOLI)
    geocoder = nominatim(tmp_path, fake, min_delay_seconds=0.0)
    for name in ("Tripoli", "Sirte", "Tripoli", "Derna"):
        geocoder.geocode(name)
    assert len(waits) == 3
    assert waits[0] == 0.0
    assert all(0.9 < seconds <= 2.0 for seconds in waits[1:])


def test_nothing_secret_is_kept(tmp_path: Path, waits: list[float]) -> None:
    fake = Fake(
        {"results": [], "status": "ZERO_RESULTS"}, {"results": [], "status": "ZERO_RESULTS"}
    )
    for key in ("S3CRET", "OTHER"):
        geocoder = online_geocoder(
            "googlev3", user_agent="secret-agent", folder=tmp_path, adapter=fake, api_key=key
        )
        assert geocoder.geocode("Tripoli") is None
    assert len(fake.asked) == 1
    (kept,) = tmp_path.iterdir()
    assert "S3CRET" not in kept.read_text() + kept.name
    assert "secret-agent" not in kept.read_text()


def test_urls_without_secrets() -> None:
    url = "https://me:pw@example.org/search?q=b&api_key=1&a=1&Username=me#x"
    assert without_secrets(url) == "https://example.org/search?a=1&q=b"


def test_without_a_network_only_what_is_recorded(tmp_path: Path) -> None:
    recorder = ReplayAdapter(folder=tmp_path, inner=Fake(TRIPOLI, "text"))
    url = "https://example.org/?q=Tripoli"
    assert recorder.get_json(url, timeout=1, headers={}) == TRIPOLI
    assert recorder.get_text(url, timeout=1, headers={}) == "text"
    replay = ReplayAdapter(folder=tmp_path)
    assert replay.get_json(url, timeout=1, headers={}) == TRIPOLI
    assert replay.get_text(url, timeout=1, headers={}) == "text"
    with pytest.raises(GeocoderUnavailable, match="not recorded"):
        replay.get_json("https://example.org/?q=Sirte", timeout=1, headers={})


def test_failures_are_not_kept(tmp_path: Path, waits: list[float]) -> None:
    fake = Fake(GeocoderTimedOut("slow"), TRIPOLI)
    geocoder = nominatim(tmp_path, fake)
    assert [o.failure for o in look_up(geocoder, ["Tripoli"])] == ["nominatim timed out after 1 s"]
    assert [o.failure for o in look_up(geocoder, ["Tripoli"])] == [""]


def test_no_name_is_lost(tmp_path: Path, waits: list[float]) -> None:
    def refused(status: int) -> AdapterHTTPError:
        return AdapterHTTPError("no", status_code=status, headers={}, text="")

    fake = Fake(
        refused(403),
        TRIPOLI,
        GeocoderTimedOut("slow"),
        [],
        refused(429),
        refused(500),
        "odd",
        OSError("cut"),
    )
    names = list("abcdefgh")
    outcomes = list(look_up(nominatim(tmp_path, fake, timeout=10), names))
    assert [outcome.name for outcome in outcomes] == names
    words = [outcome.failure for outcome in outcomes]
    assert words[0] == "nominatim refused the request (403)"
    assert words[1] == ""
    assert outcomes[1].location is not None
    assert words[2] == "nominatim timed out after 10 s"
    assert words[3] == "not found"
    assert "slow down" in words[4]
    assert all(words[at] for at in (5, 6, 7))


@pytest.mark.parametrize("agent", ["", "  ", "geopy/2.5.0", "my-application"])
def test_a_user_agent_is_demanded(tmp_path: Path, agent: str) -> None:
    with pytest.raises(SettingsError, match="user agent"):
        online_geocoder("nominatim", user_agent=agent, folder=tmp_path)


def test_an_unknown_service_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="nowhere"):
        online_geocoder("nowhere", user_agent="dateline-test", folder=tmp_path)


def test_a_damaged_answer_is_told(tmp_path: Path, waits: list[float]) -> None:
    geocoder = nominatim(tmp_path, Fake(TRIPOLI))
    geocoder.geocode("Tripoli")
    next(tmp_path.iterdir()).write_text("{")
    (outcome,) = look_up(geocoder, ["Tripoli"])
    assert "cannot be read" in outcome.failure


def test_answers_are_readable(tmp_path: Path, waits: list[float]) -> None:
    nominatim(tmp_path, Fake(TRIPOLI)).geocode("طرابلس")
    kept = json.loads(next(tmp_path.iterdir()).read_text("utf-8"))
    assert kept["answer"] == TRIPOLI


@pytest.mark.live
def test_nominatim_itself(tmp_path: Path) -> None:
    geocoder = online_geocoder(
        "nominatim", user_agent="dateline-tests", folder=tmp_path, timeout=10
    )
    (outcome,) = look_up(geocoder, ["Tripoli, Libya"])
    assert outcome.failure == ""
    assert outcome.location is not None
    assert outcome.location.latitude == pytest.approx(32.9, abs=0.3)
