from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from storymap.exchange.route import Route

_STOPS = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), max_size=12)


def lines(*stops: tuple[float, float]) -> list[list[list[float]]]:
    route = Route()
    for stop in stops:
        route.visit(stop)
    return [line for feature in route.features() for line in feature["geometry"]["coordinates"]]


def test_one_stop_is_no_line_and_a_stop_twice_is_one() -> None:
    assert lines() == lines((1, 2)) == lines((1, 2), (1, 2)) == []
    assert lines((1, 2), (1, 2), (3, 4)) == [[[1, 2], [3, 4]]]


def test_a_voyage_around_the_earth_ends_before_its_second_turn() -> None:
    around = [(170, 0), (-80, 0), (30, 0), (140, 0), (-110, 0), (0, 0), (110, 0), (-140, 0)]
    assert all(abs(position[0]) <= 540 for line in lines(*around) for position in line)
    assert sum(map(len, lines(*around))) == len(around)


@given(_STOPS)
def test_each_step_is_the_short_way(stops: list[tuple[float, float]]) -> None:
    for line in lines(*stops):
        assert all(abs(after[0] - before[0]) <= 180 for before, after in pairwise(line))
