"""Short texts in many languages, written for this test: their places and nothing else, and what the names mean."""

from __future__ import annotations

import pytest

from storymap.gazetteer import place_types
from storymap.gazetteer.gazetteer import open_gazetteer
from storymap.geoparsing.suggest import find_suggestions
from storymap.geoparsing.toponyms import find_toponyms
from storymap.model import Article, Block

TEXTS = [
    ("es", "La policía de Nuevo Laredo cerró el puente hacia Texas.", ["Nuevo Laredo", "Texas"]),
    ("es", "El alcalde de Bogotá viajó ayer a Lima y a Quito.", ["Bogotá", "Lima", "Quito"]),
    ("es", "Miles huyeron de Culiacan, Sinaloa, según el gobierno de México.", ["Culiacan", "Sinaloa", "México"]),
    ("es", "Vive cerca de Guadalajara desde hace diez años.", ["Guadalajara"]),
    ("es", "El presidente Juan Pérez habló en Sevilla.", ["Sevilla"]),
    ("fr", "Le maire de Lyon a reçu les habitants de Grenoble.", ["Lyon", "Grenoble"]),
    ("fr", "Un incendie près de Marseille a détruit dix maisons.", ["Marseille"]),
    ("fr", "Elle est née à Dakar et vit à Bruxelles.", ["Dakar", "Bruxelles"]),
    ("fr", "Les pompiers sont arrivés de Bordeaux, en France.", ["Bordeaux", "France"]),
    ("fr", "Le train pour Genève partira de Paris.", ["Genève", "Paris"]),
    ("de", "Der Bürgermeister von Köln reiste nach Wien.", ["Köln", "Wien"]),
    ("de", "In Hamburg und Bremen regnete es den ganzen Tag.", ["Hamburg", "Bremen"]),
    ("de", "Die Polizei in München sperrte zwei Straßen.", ["München"]),
    ("de", "Aus Leipzig kamen drei Züge.", ["Leipzig"]),
    ("pt", "O prefeito de Recife viajou para Lisboa.", ["Recife", "Lisboa"]),
    ("pt", "A polícia de Curitiba fechou a ponte.", ["Curitiba"]),
    ("pt", "Ela nasceu em Luanda e mora no Porto.", ["Luanda", "Porto"]),
    ("pt", "O incêndio perto de Coimbra, em Portugal, durou dois dias.", ["Coimbra", "Portugal"]),
    ("de", "Ein Mann fuhr in der Nähe von Ulm auf die Straßen am Berg.", ["Ulm"]),
    ("de", "Er kam aus Essen, und es gab Essen.", ["Essen"]),
    ("de", "Gisela Tübingen fuhr von Kassel nach Österreich.", ["Kassel", "Österreich"]),
    ("es", "La Montaña de papeles llegó de Alemania a la Corte.", ["Alemania"]),
    ("es", "El Badajoz perdió en Zaragoza.", ["Zaragoza"]),
    ("it", "Il treno dall'Aquila arriva a Roma; poi dell'Estonia si parla.", ["Aquila", "Roma", "Estonia"]),
    ("it", "Il sindaco di Taranto è andato in Germania.", ["Taranto", "Germania"]),
    ("fr", "Il revient d'Espagne, puis de l'Allemagne.", ["Espagne", "Allemagne"]),
    ("nl", "De burgemeester van Tilburg reisde naar Duitsland.", ["Tilburg", "Duitsland"]),
    ("ru", "В Москве встретили делегацию из Нижнего Новгорода.", ["Москве", "Нижнего Новгорода"]),
    ("ru", "Жители Курганской области уехали в США.", ["Курганской области", "США"]),
    ("uk", "У Харкові та на Полтавщині чекали гостей з Німеччини.", ["Харкові", "Полтавщині", "Німеччини"]),
    ("ar", "وصل الوفد إلى القاهرة قادما من بغداد وبيروت.", ["القاهرة", "بغداد", "بيروت"]),
    ("ar", "سافر بدمشق ثم عاد للقاهرة.", ["دمشق", "لقاهرة"]),
    ("zh", "记者昨天从上海前往乌克兰首都基辅。", ["上海", "乌克兰", "基辅"]),
    ("ja", "知事は大阪からアメリカのシカゴへ向かった。", ["大阪", "アメリカ", "シカゴ"]),
    ("ja", "マンガ好きの松本さんは神戸に住む。", ["神戸"]),
    ("hi", "वह दिल्ली से नेपाल गया था।", ["दिल्ली", "नेपाल"]),
    ("el", "Ταξίδεψε από την Αθήνα στη Θεσσαλονίκη.", ["Αθήνα", "Θεσσαλονίκη"]),
    ("he", "הוא נסע מחיפה לירושלים.", ["חיפה", "ירושלים"]),
    ("ko", "그는 서울 근처에서 일한다.", ["서울"]),
    ("ko", "총리는 부산에서 일본으로 떠났다.", ["부산", "일본"]),
    ("fa", "نخست‌وزیر از تهران به ژاپن رفت.", ["تهران", "ژاپن"]),
    ("pl", "Policja w Krakowie szuka mężczyzny z Japonii.", ["Krakowie", "Japonii"]),
    ("tr", "Başbakan dün Ankara’dan Fransa’ya gitti.", ["Ankara", "Fransa"]),
    ("sv", "Polisen i Göteborg hittade bilen vid Malmö.", ["Göteborg", "Malmö"]),
    ("el", "Η αστυνομία στη Λάρισα ανακοίνωσε ότι έφυγαν για τη Γαλλία.", ["Λάρισα", "Γαλλία"]),
    ("he", "המשטרה בבאר שבע הודיעה לתושבי אשדוד.", ["באר שבע", "אשדוד"]),
    ("th", "เขาเดินทางจากประเทศญี่ปุ่นไปเกาหลีใต้", ["ญี่ปุ่น", "เกาหลีใต้"]),
    ("bn", "তিনি ঢাকা থেকে ভারত সফরে গেছেন।", ["ঢাকা", "ভারত"]),
    ("sw", "Alisafiri kutoka Nairobi kwenda Ufaransa.", ["Nairobi", "Ufaransa"]),
    ("de", "Die Partnerstadt Mâcon lag auf dem Weg nach Straßburg.", ["Mâcon", "Straßburg"]),
    ("de", "Zwei Gänse lagen auf alle Betten verteilt in Ulm.", ["Ulm"]),
    ("es", "Ayer llegaron. Después Florencia, Milán y Túnez.", ["Florencia", "Milán", "Túnez"]),
    ("es", "Bajaron por el Marañón hasta Iquitos.", ["Marañón", "Iquitos"]),
    ("pt", "Partiu de Roterdão para o Porto.", ["Roterdão", "Porto"]),
    ("it", "Una comitiva di Cracovia salì in val Verzasca.", ["Cracovia", "val Verzasca"]),
    ("zh", "洪水来自涿州和涞水。", ["涿州", "涞水"]),
    ("hi", "पुलिस ने ग्वालियर और झाँसी में छापे मारे।", ["ग्वालियर", "झाँसी"]),
]


@pytest.mark.parametrize(("language", "text", "places"), TEXTS)
def test_the_places_of_a_sentence(language: str, text: str, places: list[str]) -> None:
    found = find_toponyms(text, open_gazetteer(), language=language)
    assert [text[toponym.start : toponym.end] for toponym in found if toponym.score >= 0.5] == places


MEANINGS = [
    ("es", "Viajó a España y volvió de Bélgica.", [("España", "ES"), ("Bélgica", "BE")]),
    ("de", "Sie zogen von Deutschland nach Belgien.", [("Deutschland", "DE"), ("Belgien", "BE")]),
    ("fr", "La Belgique a refusé; l'Allemagne aussi.", [("Belgique", "BE"), ("Allemagne", "DE")]),
    ("pt", "O avião da Alemanha pousou na Suíça.", [("Alemanha", "DE"), ("Suíça", "CH")]),
    ("ru", "Из Испании он уехал в Японию.", [("Испании", "ES"), ("Японию", "JP")]),
    ("zh", "他从西班牙飞往德国。", [("西班牙", "ES"), ("德国", "DE")]),
    ("ar", "غادر إلى ألمانيا ثم إسبانيا.", [("ألمانيا", "DE"), ("إسبانيا", "ES")]),
]


@pytest.mark.parametrize(("language", "text", "countries"), MEANINGS)
def test_a_country_is_known_by_its_name_in_the_language(
    language: str, text: str, countries: list[tuple[str, str]]
) -> None:
    found = [t for t in find_toponyms(text, open_gazetteer(), language=language) if t.score >= 0.5]
    assert [(text[t.start : t.end], t.places[0].country) for t in found] == countries
    assert all(t.places[0].kind == place_types.COUNTRY for t in found)


@pytest.mark.parametrize(
    ("language", "text", "name", "full_name"),
    [
        # What the noun before it says of a name.
        ("es", "Cruzaron el río Paraná en lancha.", "río Paraná", "Parana River"),
        ("fr", "Le feu avance dans la région de Koulikoro.", "Koulikoro", "Koulikoro, Mali"),
        # News is mostly of the countries where its language is spoken.
        ("fr", "Une route inondée à Saint-Louis.", "Saint-Louis", "Saint-Louis"),
        ("de", "In Biberach brannte ein Haus.", "Biberach", "Biberach an der Riß, Baden-Württemberg, Germany"),
        # In letters other than Latin a town that is called after another one is not meant.
        ("uk", "Скарб повернувся з Амстердама.", "Амстердама", "Amsterdam, Noord-Holland, The Netherlands"),
        # A town that nobody counts is there, and a short name is the town's.
        ("de", "In Ribbeck steht ein Birnbaum.", "Ribbeck", "Ribbeck, Brandenburg, Germany"),
        ("fr", "Un camion a brûlé à Aubres.", "Aubres", "Aubres, Auvergne-Rhône-Alpes, France"),
    ],
)
def test_which_place_a_name_means(language: str, text: str, name: str, full_name: str) -> None:
    gazetteer = open_gazetteer()
    (found,) = (t for t in find_toponyms(text, gazetteer, language=language) if text[t.start : t.end] == name)
    assert found.score >= 0.5
    assert gazetteer.full_name(found.places[0]).startswith(full_name)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Tariffs in the European Union rose.", "European Union"),
        ("es", "Las exportaciones a la Unión Europea crecen.", "Unión Europea"),
        ("de", "Die Ausfuhr in die EU wächst.", "EU"),
    ],
)
def test_the_european_union_is_a_region(language: str, text: str, name: str) -> None:
    gazetteer = open_gazetteer()
    (found,) = (t for t in find_toponyms(text, gazetteer, language=language) if text[t.start : t.end] == name)
    assert gazetteer.name(found.places[0]) == "European Union"
    assert found.places[0].kind == place_types.REGION


@pytest.mark.parametrize(
    ("language", "text", "name", "aliases"),
    [
        ("ru", "В Екатеринбурге снег.", "Екатеринбург", ("Екатеринбурге",)),
        ("ar", "عاد الوفد للقاهرة أمس.", "القاهرة", ()),
        ("es", "Llegaron a Cádiz.", "Cádiz", ()),
    ],
)
def test_a_place_is_called_as_its_name_is_by_itself(
    language: str, text: str, name: str, aliases: tuple[str, ...]
) -> None:
    article = Article("a", (Block("paragraph", text),), language=language, has_own_title=False)
    (found,) = find_suggestions(article)
    assert (found.name, found.aliases) == (name, aliases)
