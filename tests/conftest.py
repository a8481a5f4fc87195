"""What several kinds of tests need."""

from __future__ import annotations

import gc
import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import time_limit
from tests.time_limit import TimeLimit

# The same examples in every run: what fails here fails for everybody. `pytest --hypothesis-profile=search` looks further.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2000, deadline=None)
settings.load_profile("repeatable")

ROOT = Path(__file__).parents[1]
_FITTED_NEWS = ("tests/gazetteer/test_fit.py", "tests/gazetteer/test_local_news.py")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """End what pytest-cov has begun in a worker, as if that were the master, before it begins what a worker needs.

    Of the two only the second is paused where no coverage is counted, and the first one goes on.
    """
    plugin = session.config.pluginmanager.getplugin("_cov")
    if hasattr(session.config, "workerinput") and plugin is not None and plugin.cov_controller is not None:
        plugin.cov_controller.cov.stop()


@pytest.hookimpl(trylast=True)  # Hypothesis marks its tests
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count no coverage where it would cost most and tell least: counting makes Python half as slow again, and more.

    Those are the browser's tests, those with a limit of time or a hostile text of megabytes, those of the news that
    weights are fitted on, and those with made examples, which take three times as long with it: they run the lines
    that other tests run, some hundred times.
    """
    for item in items:
        if (
            item.get_closest_marker("hypothesis")
            or "within" in getattr(item, "fixturenames", ())
            or any(part in item.nodeid for part in ("tests/browser/", "test_speed", "hostile", *_FITTED_NEWS))
        ):
            item.add_marker("no_cover")


def pytest_collection_finish() -> None:
    """Search what lives until the end no more for what can be cleared away: with all tests, it takes a tenth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the user's cache, and of the gazetteers that the user added."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORYMAP_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("STORYMAP_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session", autouse=True)
def heard_interrupts() -> Iterator[None]:
    """Let commands hear Ctrl-C: what a script of the shell starts in the background ignores it, and so do its children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def within() -> TimeLimit:
    """Limits of time: `with within(5):` takes no more than five seconds, or what they are on a machine as slow as this one."""
    return time_limit.within


@pytest.fixture
def juarez_folder() -> Path:
    return ROOT / "geodata" / "juarez"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor's folder: an article and its places, and the shell standing in it."""
    (tmp_path / "story.md").write_text(
        "# A day in Laredo\n\nIn Laredo it rained. Nobody left Laredo.\n", encoding="utf-8"
    )
    (tmp_path / "places.geojson").write_text(
        '{"type": "FeatureCollection", "features": [\n'
        '  {"type": "Feature", "properties": {"name": "Laredo"},'
        ' "geometry": {"type": "Point", "coordinates": [-99.5, 27.5]}}\n]}\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def empty_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor's folder with nothing in it yet, and the shell standing in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names_in(file: Path) -> list[str]:
    """Return the names of the places in a GeoJSON file, in its order."""
    return [feature["properties"]["name"] for feature in json.loads(file.read_text(encoding="utf-8"))["features"]]
