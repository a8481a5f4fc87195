"""What is a mention of a name, and what is not: a table over scripts and traps.

Brackets mark what must be found.
"""

from __future__ import annotations

import unicodedata

import pytest

from storymap.matching.mentions import find_mentions
from tests.matching.stories import article_of, marked, places_of

ROWS = [
    # whole words
    ("El Paso", "from ⟦El Paso⟧, Texas"),
    ("Laredo", "along the ⟦Laredo⟧,Texas, borderlands"),
    ("Laredo", "Laredos, Laredoan and Nuevolaredo; (⟦Laredo⟧)"),
    ("Route 6", "on ⟦Route 6⟧, not on Route 66 nor Route 6a"),
    ("Juarez", "#Juarez @Juarez1 Juarez_x ⟦Juarez⟧/⟦Juarez⟧"),
    ("Rome", "at https://x.org/Rome, www.Rome.it, rome.com/Rome and a.b@Rome.it. ⟦Rome⟧. ⟦Rome⟧: ⟦Rome⟧"),
    ("Rome", "https://x.org/Rome\u00a0⟦Rome⟧ <https://x.org/Rome>⟦Rome⟧ in_Rome"),
    ("Rome", "Romeo met Jerome in ⟦Rome⟧—⟦Rome⟧!"),
    ("Ur", "⟦Ur⟧, Urban, Our, Hur"),
    ("Oslo", "⟦Oslo⟧"),
    ("Oslo", ""),
    ("Oslo", "Osl o"),
    ("9th Street", "at ⟦9th Street⟧, ⟦9TH STREET⟧, ⟦9th street⟧ and 19th Street"),
    # possessives, elision, hyphens, abbreviations
    ("Juárez", "⟦Juárez⟧'s streets, ⟦Juárez⟧’s, ⟦Juárez⟧’ and “⟦Juárez⟧”"),
    ("Texas", "⟦Texas⟧' law, ⟦Texas⟧’ law"),
    ("Iran", "l'⟦Iran⟧ et l’⟦Iran⟧, d’⟦Iran⟧"),
    ("El Paso", "an ⟦El Paso⟧-based firm"),
    ("Mexico", "the U.S.-⟦Mexico⟧ border"),
    ("U.S.", "the ⟦U.S.⟧ and ⟦U.S.⟧-led, but the U.S.S.R. and u.s. are not"),
    ("St. Louis", "⟦St. Louis⟧, ⟦St.Louis⟧, ⟦St Louis⟧, ⟦Saint Louis⟧, Sainte Louis"),
    ("Coeur d’Alene", "⟦Coeur d'Alene⟧, ⟦Coeur d`Alene⟧, ⟦Cœur dʼAlene⟧"),
    ("'s-Hertogenbosch", "in ⟦’s-Hertogenbosch⟧"),
    # hyphens, spaces and line breaks
    ("Port-au-Prince", "⟦Port au Prince⟧, ⟦Port‑au‐Prince⟧, ⟦Port-au-\nPrince⟧"),
    ("Port au Prince", "⟦Port-au-Prince⟧"),
    ("El Paso", "⟦El\nPaso⟧ ⟦El\u00a0Paso⟧ ⟦El \u2009 Paso⟧ ⟦El\t\r\n Paso⟧ ⟦El\u202fPaso⟧"),
    ("El Paso", "El - Paso, El – Paso, El, Paso, El. Paso, El—Paso"),
    ("El Paso", "⟦El Pa\u00adso⟧ ⟦El\u200b Paso⟧ ⟦E\u2060l Pas\ufeffo⟧ ElPaso"),
    ("El Pa\u00adso", "⟦El Paso⟧"),
    ("Alsace - Lorraine", "⟦Alsace - Lorraine⟧"),
    ("Dallas-Fort Worth", "⟦Dallas–Fort Worth⟧, ⟦Dallas—Fort Worth⟧, ⟦Dallas Fort Worth⟧, ⟦Dallas‒Ft. Worth⟧"),
    ("Minneapolis–Saint Paul", "⟦Minneapolis-Saint Paul⟧, ⟦Minneapolis-St. Paul⟧"),
    # the same name in other words
    ("Saint Ives", "⟦St. Ives⟧, ⟦St Ives⟧, ⟦ST. IVES⟧, St. Ivesham, “⟦St. Ives⟧”"),
    ("Mt. Vernon", "⟦Mount Vernon⟧, ⟦Mt Vernon⟧, mount Vernon"),
    ("Washington, D.C.", "⟦Washington, DC⟧, ⟦Washington, D.C.⟧, Washington"),
    ("Washington, DC", "⟦Washington, D.C.⟧"),
    ("L'Aquila", "⟦l’Aquila⟧, ⟦L'Aquila⟧, Aquila, l'aquila"),
    ("Al-Qaim", "⟦al-Qaim⟧, ⟦Al Qaim⟧, al-qaim"),
    ("La Habana", "en ⟦la Habana⟧, la habana"),
    # where a text is no prose
    ("York", "york.com, https://york.ac.uk/York, mail@York.org, York_Leeds, #York, @York, ⟦York⟧, ⟦York⟧."),
    ("York", "@ ⟦York⟧ # ⟦York⟧ a@b ⟦York⟧ _⟦York⟧_"),
    # accents
    ("Juárez", "⟦Juarez⟧, ⟦Juárez⟧, ⟦JUÁREZ⟧, ⟦JUAREZ⟧, ⟦Jua\u0301rez⟧"),
    ("Juarez", "⟦Juárez⟧, ⟦Juàrez⟧"),
    ("São Paulo", "⟦Sao Paulo⟧, ⟦Sa\u0303o Paulo⟧, ⟦SÃO PAULO⟧"),
    ("Bogotá", "⟦Bogota⟧, ⟦Bogota\u0301⟧, Bogotano"),
    ("Łódź", "⟦Lodz⟧, ⟦ŁÓDŹ⟧, Łodzi"),
    ("Lodz", "⟦Łódź⟧"),
    ("Ørsted", "⟦Orsted⟧, ⟦ØRSTED⟧"),
    ("Diyarbakır", "⟦Diyarbakir⟧, ⟦DIYARBAKIR⟧, ⟦Diyarbakır⟧"),
    ("İstanbul", "⟦Istanbul⟧, ⟦ISTANBUL⟧, ⟦İSTANBUL⟧, ⟦I\u0307stanbul⟧"),
    ("Ærø", "⟦Aero⟧, ⟦ÆRØ⟧, Aerobic"),
    ("Phnom Penh", "⟦Phnom Pénh⟧"),
    ("Schwäbisch Gmünd", "⟦Schwabisch Gmund⟧"),
    ("Gießen", "⟦Giessen⟧, ⟦GIESSEN⟧, ⟦GIEẞEN⟧"),
    ("Hà Nội", "⟦Ha Noi⟧, ⟦HÀ NỘI⟧, ⟦Ha\u0300 No\u0302\u0323i⟧"),
    ("Đà Nẵng", "⟦Da Nang⟧"),
    ("Þingvellir", "⟦Thingvellir⟧"),
    ("Plzeň", "⟦Plzen⟧, Plzeňský"),
    ("Sheffield", "⟦Sheﬃeld⟧, sheﬃeld"),
    ("Ås", "As he came to ⟦Ås⟧, ⟦ÅS⟧, åS, AS"),
    ("Tōkyō", "⟦Ｔｏｋｙｏ⟧ in full width"),
    # capitals
    ("Nice", "a nice day in ⟦Nice⟧, ⟦NICE⟧"),
    ("Santa Fe Bridge", "the ⟦Santa Fe bridge⟧, the ⟦SANTA FE BRIDGE⟧, the santa fe bridge, Santa fe bridge"),
    ("Rio de Janeiro", "⟦Rio De Janeiro⟧, ⟦Rio de Janeiro⟧, rio de Janeiro"),
    ("New Hope", "a new hope. New hope for ⟦New Hope⟧"),
    ("The Hague", "in ⟦the Hague⟧, ⟦The Hague⟧, the hague"),
    ("Lake District", "the lake district, Lake district, ⟦Lake District⟧"),
    ("The Valley", "the valley, The valley, ⟦the Valley⟧"),
    ("Mexico City", "⟦Mexico City⟧, ⟦Mexico city⟧, mexico city"),
    ("Río Bravo", "el ⟦Río Bravo⟧, el río Bravo"),
    ("Puente Viejo", "⟦Puente Viejo⟧, puente Viejo, Puente viejo"),
    ("Mer Noire", "la ⟦Mer Noire⟧"),
    ("Tegernsee Tal", "das ⟦Tegernsee tal⟧"),
    ("US", "tell us, Us, ⟦US⟧"),
    ("UK", "⟦UK⟧, Uk, uk"),
    ("IT", "it is It in ⟦IT⟧"),
    ("UNAM", "⟦UNAM⟧ Unam"),
    ("PARIS", "⟦Paris⟧, ⟦PARIS⟧, paris"),
    ("bauhaus", "⟦bauhaus⟧, ⟦Bauhaus⟧, ⟦BAUHAUS⟧"),
    ("McAllen", "⟦McAllen⟧, ⟦Mcallen⟧, mcAllen"),
    ("la Paz", "⟦la Paz⟧, ⟦La Paz⟧, la paz"),
    # Cyrillic and Greek
    ("Москва", "в ⟦Москва⟧, ⟦МОСКВА⟧, ⟦Москва\u0301⟧, москва, Москвавтор"),
    ("Орёл", "⟦Орел⟧, ⟦ОРЁЛ⟧, ⟦Оре\u0308л⟧"),
    ("Бийск", "⟦Бийск⟧, ⟦Бии\u0306ск⟧, Биийск, Бииск, Биск"),
    ("Київ", "⟦Київ⟧, ⟦Киі\u0308в⟧, Киів"),
    ("Αθήνα", "στην ⟦Αθήνα⟧, ⟦ΑΘΗΝΑ⟧, Αθήνας"),
    ("Πειραιάς", "⟦ΠΕΙΡΑΙΑΣ⟧"),
    # Hebrew and Arabic
    ("ירושלים", "⟦ירושלים⟧, ⟦יְרוּשָׁלַיִם⟧, בירושלים"),
    ("תל אביב", "⟦תל־אביב⟧, ⟦תל אביב⟧"),
    ("القاهرة", "⟦القاهرة⟧، ⟦القَاهِرَة⟧، ⟦القـــاهرة⟧، والقاهرة"),
    ("الأردن", "⟦الاردن⟧"),
    # scripts of South Asia: vowel signs and the virama are letters
    ("दिल्ली", "⟦दिल्ली⟧ में, दल्ली, दिलली"),
    ("कोल", "कोला, ⟦कोल⟧"),
    ("ঢাকা", "ঢাকায় ⟦ঢাকা⟧"),
    # scripts without spaces between words
    ("東京", "在⟦東京⟧都，⟦東京⟧タワー"),
    ("パリ", "⟦パリ⟧の⟦パリ⟧ッシュ"),
    ("がか", "⟦がか⟧, ⟦か\u3099か⟧, かか"),
    ("パリ", "ハリ, ⟦ハ\u309aリ⟧"),
    ("กรุงเทพ", "ใน⟦กรุงเทพ⟧มหานคร"),
    ("กรุงเท", "กรุงเท่"),
    ("Laredo", "在⟦Laredo⟧市，⟦Laredo⟧で"),
    ("ភ្នំពេញ", "នៅ⟦ភ្នំពេញ⟧"),
    # Hangul: particles follow
    ("서울", "⟦서울⟧에서 ⟦서울⟧, 신서울"),
    ("서울", "⟦\u1109\u1165\u110b\u116e\u11af⟧에서"),
    ("LA", "⟦LA⟧에서, la에서"),
    # the end of a word that a mark continues
    ("Bogota", "⟦Bogota\u0301\u0323⟧"),
    ("क", "कि ⟦क⟧"),
    ("Juarez", "⟦Juarez⟧\u3099"),
    # punctuation in the name
    ("Washington, D.C.", "⟦Washington, D.C.⟧, ⟦Washington,D.C.⟧, Washington D.C."),
    ("Saint-Louis-du-Ha! Ha!", "⟦Saint-Louis-du-Ha! Ha!⟧"),
    ("C&A", "⟦C&A⟧ C A"),
    ("Juárez", "⟦Juárez⟧² and ⟦Juárez⟧👩🏽‍🚀"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), ROWS, ids=[f"{n}-{row[0]}" for n, row in enumerate(ROWS)])
def test_finds_exactly_the_marked_ranges(name: str, text: str) -> None:
    plain, ranges = marked(text)
    mentions = find_mentions(article_of(plain), places_of(("place", name)))
    assert [(m.start, m.end) for m in mentions] == ranges


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("name", "text"), ROWS, ids=[f"{n}-{row[0]}" for n, row in enumerate(ROWS)])
def test_composed_or_decomposed_is_the_same(name: str, text: str, form: str) -> None:
    decomposed = unicodedata.normalize(form, text)  # the brackets keep their places, which the ranges follow
    plain, ranges = marked(decomposed)
    mentions = find_mentions(article_of(plain), places_of(("place", unicodedata.normalize(form, name))))
    assert [(m.start, m.end) for m in mentions] == ranges


LONGEST = [
    (("El Paso", "El Paso T"), "in ⟦El Paso⟧ Texas"),
    (("Paso", "El Paso", "El Paso Texas"), "in ⟦El Paso⟧ del Norte, ⟦El Paso Texas⟧, ⟦Paso⟧"),
    (("York", "New York", "New York City Hall"), "⟦New York⟧ City, ⟦New York City hall⟧"),
    (("Hope", "New Hope"), "⟦New Hope⟧, Old ⟦Hope⟧"),
    (("Hope", "New Hope Valley"), "New ⟦Hope⟧ Bay"),
    (("Nice", "Nice Airport Road"), "⟦Nice⟧ airport, ⟦Nice airport road⟧"),
    (("A B", "B C D"), "⟦A B⟧ C D"),
    (("東京", "東京都", "京都"), "⟦東京都⟧"),
    (("Santa", "Santa Fe"), "⟦Santa⟧ fe"),
]  # fmt: skip


@pytest.mark.parametrize(("names", "text"), LONGEST)
def test_the_leftmost_and_then_the_longest_wins(names: tuple[str, ...], text: str) -> None:
    plain, ranges = marked(text)
    mentions = find_mentions(article_of(plain), places_of(*((f"place-{n}", name) for n, name in enumerate(names))))
    assert [(m.start, m.end) for m in mentions] == ranges


def test_a_name_that_is_only_punctuation_is_never_found() -> None:
    places = places_of(("place", "!?", ("", " ", "\u00ad", "'", "-", "\uffff")))
    assert find_mentions(article_of("! !? ' - \uffff"), places) == ()
