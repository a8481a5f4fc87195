"""An engine that is not installed is skipped by its name, and fails where a machine is to have all of them."""

from __future__ import annotations

import pytest

from tests.browser.engines.conftest import StartEngine
from tests.browser.engines.engine import MissingEngineError


@pytest.mark.parametrize(
    ("name", "what"), [("firefox", "Firefox is not installed"), ("webkit", "WebKit is not installed")]
)
def test_a_missing_engine_is_skipped_by_its_name_and_fails_in_ci(
    start_engine: StartEngine, monkeypatch: pytest.MonkeyPatch, name: str, what: str
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=f"{name}: {what}"):
        start_engine(name, False)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(MissingEngineError, match=what):
        start_engine(name, False)
