"""Words that may be written small within a name, in folded form.

"Santa Fe Bridge" is also found as "Santa Fe bridge", and "The Hague" as "the Hague". Only words that say
what kind of place it is belong here, and none that is likely to be the distinctive part of a name.
"""

from __future__ import annotations

_ENGLISH = """
airport archipelago area avenue avenues basin bay beach border bridge bridges building camp canal canyon cape
castle cathedral cemetery center central centre channel church city cliffs coast college colony community
corridor county creek crossing dam delta department desert district dunes east eastern falls farm ferry forest
fort garden gardens gate glacier gorge gulf hall harbor harbour heights highway hill hills hospital
house island islands isle isles isthmus junction lagoon lake lakes lighthouse market memorial metro mine mission
monument mosque mountain mountains museum national neighborhood neighbourhood north northern ocean oasis palace park
parkway pass peak peninsula pier plain plains plateau plaza point pond port prairie prefecture prison
promenade province quarter railway range ranch ravine reef region republic reserve reservoir ridge river road
rocks route ruins school sea shore south southern spring springs square stadium state states station strait
straits street suburb summit swamp temple terminal territory theater theatre tower town township trail tunnel
university valley village volcano wall waterfall west western wharf woods zone
"""
_SPANISH = """
aeropuerto altiplano avenida bahia barrio bosque cabo calle camino canal canon carretera castillo catedral
cerro ciudad colonia cordillera costa departamento desierto distrito estacion estado estrecho frontera golfo
iglesia isla islas lago laguna mar mercado montana montanas municipio oceano palacio parque paseo peninsula
playa plaza presa provincia pueblo puente puerto region rio selva sierra torre universidad valle villa volcan
zona
"""
_FRENCH = """
aeroport archipel avenue baie boulevard canal cap cathedrale chateau commune cote departement desert eglise
fleuve foret gare golfe gorges ile iles jardin lac marche mer mont montagne montagnes musee ocean palais parc
peninsule place plage pont port quai quartier region riviere route rue tour vallee ville
"""
_GERMAN = """
bahnhof bach bezirk brucke bucht burg dorf fluss flughafen gebirge gletscher hafen insel inseln kanal kirche
kreis kuste landkreis markt meer museum platz provinz region schloss see stadt strasse tal tunnel turm
universitat viertel wald wuste
"""
_PORTUGUESE = """
aeroporto bairro baia cidade distrito estacao estrada floresta igreja ilha ilhas lagoa mercado municipio ponte
porto praca praia provincia regiao rio rua serra vale vila
"""
_ITALIAN = """
aeroporto baia borgo castello citta fiume golfo isola isole lago mare monte piazza ponte porto regione
spiaggia stretto torre valle via
"""
# Articles, prepositions and conjunctions of the same languages, and Dutch.
_SMALL = """
a al am an and at au aux bei by d da das de degli dei del della delle dello dem den der des di die do dos du e
ed el en et for from im in l la las le les lo los na nas no nos of on os over sobre sur the to under und unter
upon van vom von y zu zum zur
"""

GENERIC_WORDS = frozenset(
    word for language in (_ENGLISH, _SPANISH, _FRENCH, _GERMAN, _PORTUGUESE, _ITALIAN) for word in language.split()
)
SMALL_WORDS = frozenset(_SMALL.split())
