"""The review of suggestions in the terminal: accept, pick another candidate, rename, refuse."""

from __future__ import annotations

from dataclasses import replace

from rich.console import Console
from rich.panel import Panel
from rich.prompt import Prompt
from rich.table import Table
from rich.text import Text

from storymap.errors import printable
from storymap.gazetteer import place_types
from storymap.gazetteer.gazetteer import Gazetteer
from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.suggestions import Suggestion, shown_score
from storymap.limits import LONGEST_NAME
from storymap.reading.text import name_line

_HELP = "y accept · n refuse · 1, 2, 3 this place · r rename · s skip for now · a accept the rest · q stop"


def review(
    found: list[Suggestion], known: set[str], gazetteer: Gazetteer, console: Console | None = None
) -> tuple[list[Suggestion], list[Suggestion]]:
    """Ask about each suggestion that the places file does not know, and return those accepted and those refused.

    Close races between places come first, streets and buildings that cannot be located last. What is skipped, and what
    comes after a stop or the end of the answers, is asked again the next time.
    """
    console = console or Console(stderr=True)
    accepted: list[Suggestion] = []
    refused: list[Suggestion] = []
    asked = [suggestion for suggestion in found if name_key(suggestion.name) not in known]
    asked.sort(key=lambda suggestion: (suggestion.status == "apart", not suggestion.is_close))
    console.print(_HELP, style="dim")
    for number, offered in enumerate(asked, 1):
        _show(offered, gazetteer, console, f"{number} of {len(asked)}")
        try:
            answer, suggestion = _ask(offered, console)
        except EOFError:  # Ctrl-D, or a file of answers that ends: what was accepted until then stays
            break
        if answer == "q":
            break
        if answer == "a":
            accepted += [suggestion, *(later for later in asked[number:] if later.status == "in")]
            break
        if answer == "y":
            accepted.append(suggestion)
        elif answer == "n":
            refused.append(suggestion)
    return accepted, refused


def _ask(suggestion: Suggestion, console: Console) -> tuple[str, Suggestion]:
    # A street that is skipped is offered again: to refuse it says that it is no place.
    default = {"in": "y", "apart": "s"}.get(suggestion.status, "n")
    numbers = [str(number) for number in range(1, len(suggestion.places) + 1)]
    while True:
        answer = Prompt.ask(
            "Keep it", choices=["y", "n", *numbers, "r", "s", "a", "q"], default=default, console=console
        )
        if answer in numbers:
            chosen = suggestion.places[int(answer) - 1]
            others = tuple(entry for entry in suggestion.places if entry is not chosen)
            return "y", replace(suggestion, places=(chosen, *others), confidence=1.0, alternatives=())
        if answer != "r":
            return answer, suggestion
        name = name_line(Prompt.ask("Name", default=suggestion.name, console=console))[:LONGEST_NAME]
        if name and name != suggestion.name:
            # The article's own spelling stays findable.
            suggestion = replace(suggestion, name=name, aliases=(suggestion.name, *suggestion.aliases))


def _show(suggestion: Suggestion, gazetteer: Gazetteer, console: Console, title: str) -> None:
    table = Table.grid(padding=(0, 2))
    reasons = {one.entry.number: f"{shown_score(one.probability):.2f}, {one.why}" for one in suggestion.alternatives}
    for number, entry in enumerate(suggestion.places, 1):
        people = f"{entry.population:,} people" if entry.population else ""
        name, kind = Text(printable(gazetteer.full_name(entry))), place_types.LABELS[entry.kind]
        table.add_row(str(number), name, kind, people, Text(reasons.get(entry.number, ""), style="dim"))
    if not suggestion.places:
        table.add_row("", "not in the gazetteer: it will be listed, and not on the map", "", "", "")
    why = Text(printable("; ".join(suggestion.why)), style="dim")
    head = Text(f"{printable(suggestion.name)}  {shown_score(suggestion.score):.2f}", style="bold")
    body = Table.grid()
    body.add_row(head)
    body.add_row(table)
    body.add_row(why)
    title += ", a close race: which of these?" if suggestion.is_close else ""
    console.print(Panel(body, title=title, title_align="left"))
