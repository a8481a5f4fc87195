"""Which letters of a name must be capitals in the text: "nice" is not Nice, but "Santa Fe bridge" is the Santa Fe Bridge."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from storymap.matching.folding import FoldedText, bound, fold

_SHORT_ABBREVIATION = 4
_SHORT_NAME = 2

# Words that a newsroom's style may write small within a name, folded.
_GENERIC_WORDS = frozenset(
    # English
    "airport archipelago area avenue avenues base basin bay beach border bridge bridges building camp canal canyon cape "
    "castle cathedral cemetery center central centre channel church city cliffs coast college colony community corridor "
    "county creek crossing dam delta department desert district dome downs dunes east eastern falls farm ferry field "
    "fields forest fort gap garden gardens gate glacier gorge gulf hall harbor harbour heights hill hills hospital "
    "house island islands isle isles isthmus junction lagoon lake lakes lighthouse market memorial mine mission "
    "monument mosque mountain mountains museum national neighborhood neighbourhood north northern ocean oasis palace "
    "park pass path peak peninsula pier plain plains plant plateau plaza point pond port prairie prefecture prison "
    "promenade province quarter railway range ranch ravine reef region republic reserve reservoir ridge river road "
    "rocks route ruins school sea shore south southern spring springs square stadium state states station straits "
    "strait street suburb summit swamp temple terminal territory theater theatre tower town township trail "
    "tunnel university valley village volcano wall waterfall west western wharf wood woods zone "
    # Spanish
    "aeropuerto altiplano avenida bahia barrio bosque cabo calle camino canal canon carretera castillo catedral cerro "
    "ciudad colonia cordillera costa departamento desierto distrito estacion estado estrecho fortaleza frontera golfo "
    "iglesia isla islas lago laguna mar mercado montana montanas municipio oceano palacio parque paseo peninsula playa "
    "presa provincia pueblo puente puerto region rio selva sierra torre universidad valle villa volcan zona "
    # French
    "aeroport archipel avenue baie boulevard canal cap cathedrale chateau col commune cote departement desert detroit "
    "eglise fleuve foret gare golfe gorges ile iles jardin lac marche mer mont montagne montagnes musee ocean "
    "palais parc peninsule place plage pont port presqu quai quartier region riviere route rue tour vallee ville "
    # German
    "bahnhof bach bezirk brucke bucht burg dorf fluss flughafen gebirge gletscher hafen insel inseln kanal kirche kreis "
    "kuste land landkreis markt meer museum platz provinz region schloss see stadt strasse tal turm universitat viertel "
    "wald wuste "
    # Portuguese (what is not above)
    "aeroporto bairro baia cidade distrito estacao estrada floresta igreja ilha ilhas lagoa mercado municipio "
    "praia praca ponte porto provincia regiao rua serra vale vila "
    # Italian
    "aeroporto baia borgo castello citta fiume golfo isola isole lago mare monte piazza ponte porto regione spiaggia "
    "stretto torre valle via".split()
)
_SMALL_WORDS = frozenset(
    "a al am an and at au aux bei by d da das de degli dei del della delle dello dem den der des di die do dos du e ed el "
    "en et for from im in l la las le les lo los na nas no nos of on os over sobre sur the to under und unter upon van "
    "vom von y zu zum zur".split()
)
# English prose writes the article of a name small: "the Hague".
_ENGLISH_ARTICLE = "the"


@dataclass(frozen=True, slots=True)
class CaseRule:
    """What the text must look like for a name to be meant.

    `capitals` are the places in the folded name whose letters must be capitals. `exact`, when not empty, is how the text
    must read in small letters, accents included: two letters are too few to be tolerant ("As" is not Ås).
    """

    capitals: tuple[int, ...] = ()
    exact: str = ""

    def allows(self, text: str, folded: FoldedText, start: int, end: int) -> bool:
        """Say whether `folded.text[start:end]` is written in `text`, the original, as the rule asks."""
        offsets = folded.offsets
        if not all(is_capital(text[offsets[start + place]]) for place in self.capitals):
            return False
        if not self.exact:
            return True
        last = end - 2 if folded.text[end - 1] == " " else end - 1
        first = start + 1 if folded.text[start] == " " else start
        return _small(text[offsets[first] : offsets[last] + 1]) == self.exact


def is_capital(char: str) -> bool:
    """Say whether a letter is a capital or a title-case letter."""
    return char.lower() != char


def case_rule(name: str) -> CaseRule:
    """Make the rule for a name as its author writes it. A name without capitals has none."""
    raw = fold(name)
    shift = _shift(raw.text)
    pattern = bound(raw.text)
    letters = [place for place, char in enumerate(pattern) if char.isalpha()]
    originals = [name[raw.offsets[place + shift]] for place in letters]
    exact = (
        _small(name.strip()) if len(letters) <= _SHORT_NAME and len(pattern.strip()) == len(letters) else ""
    )
    if not any(map(is_capital, originals)):
        return CaseRule(exact=exact)
    if len(letters) <= _SHORT_ABBREVIATION and all(map(is_capital, originals)):
        return CaseRule(tuple(letters), exact)
    return CaseRule(_capital_words(name, raw, pattern, shift), exact)


def _shift(folded: str) -> int:
    """Return how far a bounded name's places lie behind those of the folded text it came from."""
    spaces = len(folded) - len(folded.lstrip(" "))
    return spaces - 1 if bound(folded).startswith(" ") else spaces


def _capital_words(name: str, raw: FoldedText, pattern: str, shift: int) -> tuple[int, ...]:
    """Return the places of the words' first letters that must be capitals."""
    words = []  # (place in the pattern, folded word, whether it has a capital)
    place = 0
    for token in pattern.split(" "):
        if token and token[0].isalnum():
            words.append((place, token, is_capital(name[raw.offsets[place + shift]])))
        place += len(token) + 1
    distinctive = [
        place
        for place, word, capital in words
        if capital and word not in _GENERIC_WORDS and word not in _SMALL_WORDS
    ]
    first_place, first_word, first_capital = words[0]
    if distinctive:
        needed = set(distinctive)
        if first_capital and first_word != _ENGLISH_ARTICLE:
            needed.add(first_place)
        return tuple(sorted(needed))
    # Nothing but common words: "Lake District" is not "lake district".
    capitals = [place for place, _, capital in words if capital]
    if first_word == _ENGLISH_ARTICLE and len(capitals) > 1:
        capitals.remove(first_place)
    return tuple(capitals)


def _small(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
