"""Names as languages decline them, and words that only look like their forms."""

from __future__ import annotations

import pytest

from storymap.matching.mentions import find_mentions
from storymap.matching.name_index.declined_forms import declined_forms
from tests.matching.stories import article_of, places_of, surfaces

FOUND = [
    ("az", "Bakı", "Bakıda yağış, Bakının küçələri.", ["Bakıda", "Bakının"]),
    ("be", "Гомель", "З Гомеля ў Гомель, пад Гомелем.", ["Гомеля", "Гомель", "Гомелем"]),
    ("cs", "Praha", "Z Prahy do Prahy, v Praze, před Prahou.", ["Prahy", "Prahy", "Prahou"]),
    ("el", "Θεσσαλονίκη", "Το λιμάνι της Θεσσαλονίκης.", ["Θεσσαλονίκης"]),
    ("et", "Pärnu", "Pärnus ja Pärnust Pärnusse.", ["Pärnus", "Pärnust", "Pärnusse"]),
    ("fi", "Helsinki", "Helsingissä ja Helsingistä Helsinkiin.", ["Helsingissä", "Helsingistä", "Helsinkiin"]),
    ("hi", "आगरा", "आगरे में बारिश हुई, आगरा से दिल्ली तक।", ["आगरे", "आगरा"]),
    ("hi", "दिल्ली", "दिल्ली में, दिल्ली से, दिल्ली का।", ["दिल्ली", "दिल्ली", "दिल्ली"]),
    ("hi", "शिवालिक पहाड़ियाँ", "शिवालिक पहाड़ियों में।", ["शिवालिक पहाड़ियों"]),
    ("hr", "Zagreb", "U Zagrebu, iz Zagreba, pred Zagrebom.", ["Zagrebu", "Zagreba", "Zagrebom"]),
    ("hu", "Budapest", "Budapesten, Budapestről Budapestre.", ["Budapesten", "Budapestről", "Budapestre"]),
    ("lt", "Vilnius", "Vilniuje, iš Vilniaus į Vilnių.", ["Vilniuje", "Vilniaus", "Vilnių"]),
    ("lv", "Rīga", "Rīgā, no Rīgas uz Rīgu.", ["Rīgā", "Rīgas", "Rīgu"]),
    ("pl", "Kraków", "W Krakowie, z Krakowa, pod Krakowem.", ["Krakowie", "Krakowa", "Krakowem"]),
    ("ru", "Нижний Новгород", "Из Нижнего Новгорода в Москву.", ["Нижнего Новгорода"]),
    ("ru-RU", "Москва", "Под Москвой, в Москве, МОСКВЫ", ["Москвой", "Москве", "МОСКВЫ"]),
    ("sk", "Košice", "Z Košíc, v Košiciach.", ["Košíc", "Košiciach"]),
    ("sl", "Ljubljana", "V Ljubljani, iz Ljubljane.", ["Ljubljani", "Ljubljane"]),
    ("sr", "Београд", "У Београду, из Београда.", ["Београду", "Београда"]),
    ("uk", "Київ", "У Києві, до Києва, КИЇВ", ["Києві", "Києва", "КИЇВ"]),
    ("uk", "Кам'янець-Подільський", "У Кам’янці-Подільському.", ["Кам’янці-Подільському"]),
]
FALSE_FRIENDS = [
    ("az", "Bakı", "Bakılılar bakır satır."),
    ("be", "Мінск", "Мінчане і мінскі трамвай."),
    ("cs", "Praha", "Pražané a pražský most."),
    ("el", "Αθήνα", "Οι Αθηναίοι."),
    ("et", "Tartu", "Tartlased."),
    ("fi", "Turku", "Turkulaiset ja Turkki."),
    ("hi", "गया", "वे कल गये, और वह गयों से मिला।"),
    ("hi", "पुरी", "पुरियों और पूरे।"),
    ("hi", "पटना", "पटनायक और पटाने वाले।"),
    ("hi", "मुंबई", "मुंबइया और मुंबईकर।"),
    ("hr", "Split", "Splićani."),
    ("hu", "Pécs", "Pécsiek, pecsenye."),
    ("lt", "Kaunas", "Kauniečiai."),
    ("lv", "Rīga", "Rīdzinieki."),
    ("pl", "Kraków", "Krakowiacy i krakowski rynek."),
    ("ru", "Москва", "Москвичи и московский трамвай; Москвин."),
    ("ru", "Рим", "Римма и Римский-Корсаков."),
    ("sk", "Nitra", "Nitrania."),
    ("sl", "Maribor", "Mariborčani."),
    ("sr", "Ниш", "Нишлије."),
    ("uk", "Київ", "Кияни, Київський."),
    ("en", "Warsaw", "Warsawa Warsawem."),
    ("ru", "Чикаго", "Чикагоа."),
]


@pytest.mark.parametrize(("language", "name", "text", "expected"), FOUND)
def test_a_declined_form_is_the_name(language: str, name: str, text: str, expected: list[str]) -> None:
    article = article_of(text, language=language)
    assert surfaces(article, find_mentions(article, places_of(("place", name)))) == expected


@pytest.mark.parametrize(("language", "name", "text"), FALSE_FRIENDS)
def test_what_is_derived_from_a_name_or_looks_like_it_is_none(language: str, name: str, text: str) -> None:
    article = article_of(text, language=language)
    assert surfaces(article, find_mentions(article, places_of(("place", name)))) == []


def test_a_form_that_is_another_places_name_is_that_place() -> None:
    article = article_of("W Brzegu i Brzega.", language="pl")
    mentions = find_mentions(article, places_of(("brzeg", "Brzeg"), ("brzega", "Brzega")))
    assert [(mention.place_id, mention.start) for mention in mentions] == [("brzeg", 2), ("brzega", 11)]


def test_the_forms_of_a_name_are_few() -> None:
    assert list(declined_forms("Киев", "ru")) == ["Киева", "Киеву", "Киевом", "Киеве", "Киевем"]
    assert len(list(declined_forms("Кировская Новая Балка", "ru"))) < 60
    assert list(declined_forms("Большая Новая Старая Балка", "ru")) == []
    assert list(declined_forms("Рим 4-й", "ru")) == []
