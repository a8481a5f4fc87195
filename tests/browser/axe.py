"""axe, which finds what keeps people out of a page, put into the page that it judges.

It is put into each document once, and tells what is wrong alone: to list everything that is right takes it longer than
to look.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

# Some rules of axe are off unless asked for: those of WCAG 2.2, and those that are tried out.
ASKED_FOR = [
    "focus-order-semantics",
    "hidden-content",
    "identical-links-same-purpose",
    "label-content-name-mismatch",
    "p-as-heading",
    "table-fake-caption",
    "target-size",
    "td-has-header",
]


def faults_in(document: Page | Frame, rules: dict[str, bool] | None = None, **options: Any) -> list[str]:
    """What is wrong in a page or a frame: which rule, where, and what mends it.

    `rules` puts rules on and off, beside those that are asked for always.
    """
    if not document.evaluate("'axe' in window"):
        document.evaluate(_script())
    are_on = {**dict.fromkeys(ASKED_FOR, True), **(rules or {})}
    options |= {"rules": {rule: {"enabled": is_on} for rule, is_on in are_on.items()}, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = document.evaluate(
        "async (options) => (await axe.run(document, options)).violations", options
    )
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]


@cache
def _script() -> str:
    return Axe().axe_script
