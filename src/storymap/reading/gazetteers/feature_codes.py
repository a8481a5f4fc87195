"""What places are by GeoNames' feature codes: those on this list are places of a gazetteer, others stay out."""

from __future__ import annotations

from storymap.gazetteer import place_types

_CODES = {
    place_types.COUNTRY: "PCL PCLD PCLF PCLI PCLIX PCLS TERR",
    place_types.STATE: "ADM1",
    place_types.COUNTY: "ADM2",
    place_types.CAPITAL: "PPLC",
    place_types.SEAT: "PPLA PPLG",
    place_types.TOWN: "PPL PPLA2 PPLA3 PPLA4 PPLA5 PPLF PPLL PPLR PPLS STLMT",
    place_types.QUARTER: "PPLX",
    place_types.FORMER: "PPLH PPLQ PPLW PPLCH",
    place_types.RIVER: "STM STMX STMI STMS CNL CRKT WAD",
    place_types.LAKE: "LK LKS LKI LKN LKO LKX LGN LGNS RSV RSVI",
    place_types.SEA: "OCN SEA GULF BAY BAYS BGHT BNK CHN CHNM COVE ESTY FJD FJDS INLT SD STRT",
    place_types.MOUNTAINS: "MT MTS PK PKS HLL HLLS RDGE RDGB VLC VLCS PASS SPUR MESA CRTR",
    place_types.ISLAND: "ISL ISLS ISLET ISLF ISLM ISLT ISLX ATOL ISLSX",
    place_types.REGION: "RGN RGNE RGNH RGNL AREA CST CONT PEN PENX CAPE HDLD PT PLN PLNX PLAT PLATX VAL VALS VALX DSRT "
    "DLTA UPLD FRST FRSTF HTH MOOR MRSH SWMP WTLD BCH BCHS CLF CNYN CNYNX GRGE ISTH LOWX TRGD DEPU BSNU "
    "OAS RESF RESN RESW PRK RES WTRF WTRFS GLCR RF RFX FLLS RPDS SPNG SPNT",
    place_types.LOCAL: "AIRP AIRB AIRF ANS BDG CSTL DAM FRT HSTS LTHSE MNMT MSTY PAL PRT PYR PYRS RUIN "
    "HBR ANCH LCTY CVNT SHRN TMPL BTL",
}
_KIND_OF_CODE = {code: kind for kind, codes in _CODES.items() for code in codes.split()}
_CLASSES = frozenset("APHTLVS")


def kind_of_code(feature_class: str, code: str) -> int | None:
    """Return what a place is (see `place_types`) by its feature class and code, None for what stays out."""
    if feature_class == "P" and code not in _KIND_OF_CODE:
        return place_types.TOWN
    return _KIND_OF_CODE.get(code) if feature_class in _CLASSES else None
