from __future__ import annotations

from storymap.gazetteer.local_names import LocalNames
from storymap.gazetteer.name_keys import name_key
from storymap.geoparsing.word_division import divided


def words(text: str, language: str, *names: str) -> list[tuple[str, bool]]:
    known = LocalNames(language, {name_key(name): [1] for name in names})
    return [(text[word.start : word.end], word.is_name) for word in divided(text, 0, language, known)]


def test_the_longest_name_counts_where_nothing_divides_words() -> None:
    assert words("我在北京市中心", "zh", "北京", "北京市") == [("我在", False), ("北京市", True), ("中心", False)]


def test_a_part_of_a_word_in_katakana_is_no_name() -> None:
    assert words("ナマンカとマンカ", "ja", "マンカ") == [("ナマンカと", False), ("マンカ", True)]


def test_an_elided_article_is_a_word() -> None:
    assert words("dell'Estonia", "it", "estonia") == [("dell'", False), ("Estonia", False)]
    assert words("O'Brien", "it") == [("O'Brien", False)]


def test_a_prefix_is_a_word_only_before_a_name() -> None:
    assert words("بدمشق", "ar", "دمشق") == [("ب", False), ("دمشق", True)]
    assert words("بدمشق", "ar") == [("بدمشق", False)]


def test_a_particle_is_a_word_only_after_a_name() -> None:
    assert words("부산에서는", "ko", "부산") == [("부산", True), ("에서는", False)]
    assert words("부산에서는", "ko") == [("부산에서는", False)]


def test_an_ending_after_an_apostrophe_is_a_word() -> None:
    assert words("Ankara’dan", "tr", "ankara") == [("Ankara", False), ("’dan", False)]


def test_vowel_signs_above_and_below_letters_are_parts_of_names() -> None:
    assert words("ประเทศญี่ปุ่นและ", "th", "ญี่ปุ่น") == [("ประเทศ", False), ("ญี่ปุ่น", True), ("และ", False)]
