"""How long a degree is."""

from __future__ import annotations

import math

KM_OF_DEGREE = 6371.0 * math.pi / 180  # of latitude, on a sphere
