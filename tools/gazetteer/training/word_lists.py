"""Words that the generated texts are filled with."""

from __future__ import annotations

# State names and their abbreviations in datelines.
ABBREVIATIONS = {
    "Alabama": "Ala.", "Arizona": "Ariz.", "Arkansas": "Ark.", "California": "Calif.", "Colorado": "Colo.",
    "Connecticut": "Conn.", "Delaware": "Del.", "Florida": "Fla.", "Georgia": "Ga.", "Illinois": "Ill.",
    "Indiana": "Ind.", "Kansas": "Kan.", "Kentucky": "Ky.", "Louisiana": "La.", "Maryland": "Md.",
    "Massachusetts": "Mass.", "Michigan": "Mich.", "Minnesota": "Minn.", "Mississippi": "Miss.", "Missouri": "Mo.",
    "Montana": "Mont.", "Nebraska": "Neb.", "Nevada": "Nev.", "New Hampshire": "N.H.", "New Jersey": "N.J.",
    "New Mexico": "N.M.", "New York": "N.Y.", "North Carolina": "N.C.", "North Dakota": "N.D.", "Oklahoma": "Okla.",
    "Oregon": "Ore.", "Pennsylvania": "Pa.", "South Carolina": "S.C.", "Tennessee": "Tenn.", "Vermont": "Vt.",
    "Virginia": "Va.", "Washington": "Wash.", "West Virginia": "W.Va.", "Wisconsin": "Wis.", "Wyoming": "Wyo.",
}  # fmt: skip
SYLLABLES = [
    "ka", "lo", "mi", "ru", "sen", "dar", "bel", "tor", "vi", "gan", "hol", "pen", "wick", "ston", "mar", "es", "ti",
    "bu", "no", "za", "kel", "fir", "an", "der", "qua", "li",
]  # fmt: skip
TEAMS = [
    "Cowboys", "Eagles", "Tigers", "Bulldogs", "Wildcats", "Giants", "Rangers", "Lions", "Bears", "Panthers",
    "Warriors", "Hawks", "Rockets", "Pirates",
]  # fmt: skip
MAKERS = ["Chevrolet", "Dodge", "Ford", "Hyundai", "Jeep", "Kia", "Nissan", "Toyota"]
NEWSPAPERS = [
    "Times", "Post", "Herald", "Tribune", "Gazette", "Journal", "News", "Star", "Chronicle", "Courier", "Observer",
    "Globe", "Mail",
]  # fmt: skip
FIRST_NAMES_LIKE_PLACES = [
    "Paris", "Jordan", "Austin", "Dallas", "Chelsea", "Madison", "Charlotte", "Florence", "Sydney", "Victoria",
    "Georgia", "Virginia", "Carolina", "Israel", "Chad", "Kenya", "Brooklyn", "London", "Savannah", "Lincoln",
    "Jackson", "Houston", "Vienna", "Asia", "India", "Denver", "Sofia", "Alexandria", "Cairo", "Aurora", "Adelaide",
]  # fmt: skip
STREETS = [
    "Main", "Oak", "Washington", "Jackson", "Lincoln", "Madison", "Franklin", "Houston", "Park", "Church", "Mill",
    "College", "Elm", "Jefferson", "Maple", "Monroe", "Lexington", "Church", "Spring", "Walnut", "Cherry", "Austin",
    "Dallas", "Delaware", "Virginia", "Ohio", "Adams", "Clinton", "Second", "Broad", "Highland",
]  # fmt: skip
