"""x"""
from storymap.rendering.basemap.make import make_basemap
