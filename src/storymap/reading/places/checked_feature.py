"""One feature of a file to a place, checked by the schema: all that the fast path leaves."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from storymap.errors import Problem
from storymap.model import Image, Place
from storymap.reading.media.images import embed_image
from storymap.reading.media.policy import MediaPolicy
from storymap.reading.media.reencode import WIDEST_IN_POPUP
from storymap.reading.places.extra_properties import ExtraProperties
from storymap.reading.places.formats.feature import Feature
from storymap.reading.places.geojson_schema import PlaceFeature
from storymap.reading.places.geometry.from_geojson import geometry_from_geojson
from storymap.reading.places.left_out_rows import RowLog
from storymap.reading.places.place_schema import ImageRecord
from storymap.reading.places.record_fields import FIELDS
from storymap.reading.places.validation_messages import breaks_place, explain_errors
from storymap.reading.problem_log import ProblemLog


def check_feature(
    feature: Feature,
    where: str,
    folder: Path,
    extra: ExtraProperties,
    log: ProblemLog,
    rows: RowLog,
    media_policy: MediaPolicy,
) -> Place | None:
    """Return the place of a feature without its role and weight; None, with what is wrong, if it is none."""
    properties = feature.properties
    value = feature.value
    if isinstance(value, dict):
        # Programs write null for what is not there.
        given = {key: item for key, item in properties.items() if item is not None or key not in FIELDS}
        value = {"geometry": None, **value, "properties": given}
    try:
        record = PlaceFeature.model_validate(value)
    except ValidationError as error:
        for problem in explain_errors(error, where, properties):
            (rows if breaks_place(error) else log).add(problem)
        return None
    place = record.properties
    geometry = feature.shape
    if record.geometry is not None:
        geometry = geometry_from_geojson(record.geometry, where, rows)
        if geometry is None:
            return None
    return Place(
        place_id="",
        name=place.name,
        geometry=geometry,
        aliases=tuple(alias for alias in place.aliases if alias != place.name),
        layer=place.layer,
        note=place.note,
        ignore=tuple(place.ignore),
        url=place.url,
        image=_embed(place.image, folder, where, log, media_policy),
        zoom=place.zoom,
        properties=extra.clean_all(place.extra_properties, properties, where),
        where=where,
    )


def _embed(
    record: ImageRecord | None, folder: Path, where: str, log: ProblemLog, media_policy: MediaPolicy
) -> Image | None:
    if record is None:
        return None
    problems: list[Problem] = []
    # An empty text that was written says that the picture is decoration; one that is missing says nothing.
    decorative = "alt" in record.model_fields_set and not record.alt
    image = Image(record.src, record.alt, record.caption, record.credit, decorative=decorative)
    image = embed_image(image, folder, where, problems, widest=WIDEST_IN_POPUP, media_policy=media_policy)
    for problem in problems:
        log.add(problem)
    return image
