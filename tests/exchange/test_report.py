from storymap.exchange.report import Report


def test_equal_lines_are_one_with_their_number_and_the_first_three() -> None:
    report = Report()
    for number in range(5):
        report.lost("colours", "layers have colours", example=f"marker {number}")
    report.kept("places", count=5)
    assert [(line.fate, str(line)) for line in report.lines()] == [
        ("kept", "places (5)"),
        ("lost", "colours (5: marker 0, marker 1, marker 2, …); layers have colours"),
    ]


def test_content_cannot_move_the_terminal() -> None:
    report = Report()
    report.lost("a\x1b[2J layer", "x\ny", example="\x07bell")
    assert [str(line) for line in report.lines()] == ["a [2J layer (bell); x y"]


def test_a_hostile_file_does_not_fill_the_screen() -> None:
    report = Report()
    for number in range(10_000):
        report.lost(f"property {number}")
    lines = report.lines()
    assert len(lines) == 201
    assert str(lines[-1]) == "more of other kinds (9,800)"
