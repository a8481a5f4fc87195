"""How much of everything is read: one list of the limits of all readers, each with its unit.

docs/limits.md shows them; a test holds the page to this list, and another meets each limit and one more. The largest
were chosen so that reading takes seconds and less than a gigabyte.
"""

from __future__ import annotations

from typing import Final

# Articles
LARGEST_ARTICLE: Final = 16 << 20  # bytes: the file of an article
LARGEST_DOCUMENT: Final = 64 << 20  # bytes: a Word, OpenDocument or EPUB file; it holds its pictures
LARGEST_DOCUMENT_XML: Final = 16 << 20  # bytes: the text of such a document, with its markup
MOST_DOCUMENT_SIGNS: Final = 1_000_000  # signs: `<` and `=` in the markup of such a document
DEEPEST_DOCUMENT: Final = 60  # levels: the markup of such a document within itself; a table takes three
LARGEST_WEB_ARCHIVE: Final = 64 << 20  # bytes: a web page with its pictures in one file, `.mhtml` or `.zip`
MOST_WEB_ARCHIVE_LINES: Final = 1_500_000  # lines: an `.mhtml` file; base64 takes one for 57 bytes
MOST_WEB_ARCHIVE_PARTS: Final = 2_000  # parts: files within an `.mhtml` file
# Each line is compared with the ends of all parts around it.
DEEPEST_WEB_ARCHIVE: Final = 10  # parts: parts of an `.mhtml` file that have parts themselves
LONGEST_CONTENT_TYPE: Final = 2_000  # characters: what a part of an `.mhtml` file says of its kind
MOST_ARTICLE_LINES: Final = 100_000  # lines: the text of an article
LARGEST_FRONT_MATTER: Final = 64 << 10  # characters: front matter
MOST_HTML_ELEMENTS: Final = 200_000  # elements: HTML in an article
# ammonia's time grows with nesting times elements; these keep it to seconds. Elements that close themselves count for
# nothing, and scripts are counted as if they were markup, so the limits are wide.
DEEPEST_HTML: Final = 2_000  # levels: HTML elements within each other
MOST_HTML_CLONES: Final = 2_000_000  # elements: what is made to repair emphasis that is not closed
MOST_HTML_REFERENCES: Final = 500_000  # references: character references such as `&quot;`
# Looking for the article in a saved page takes elements times levels; a page of a newspaper has 3,000 and 30.
MOST_MAIN_CONTENT: Final = 60_000  # parts: tags and texts of a saved page in which the article is looked for
DEEPEST_MAIN_CONTENT: Final = 150  # levels: elements of such a page within each other
LARGEST_LINKED_DATA: Final = 1_000_000  # characters: what a saved page says of itself in JSON-LD
LONGEST_SELECTOR: Final = 200  # characters: the selector of a part of a page
MOST_SELECTOR_PARTS: Final = 6  # parts: elements that such a selector names
DEEPEST_MARKDOWN: Final = 60  # levels: Markdown within itself; a list or quotation takes one or two
MOST_CONTAINERS: Final = 20  # levels: lists, quotations and tables around a block
# Measured to keep the worst texts to seconds and some hundred megabytes: the signs of markup in Markdown.
MOST_ANGLE_BRACKETS: Final = 20_000  # characters: `<` in Markdown
MOST_SQUARE_BRACKETS: Final = 40_000  # characters: `[` in Markdown
MOST_BARS: Final = 40_000  # characters: bars (of tables) in Markdown
MOST_EMPHASIS: Final = 200_000  # characters: `*`, `_`, backticks and `~` in Markdown
MOST_PUNCTUATION: Final = 1_500_000  # characters: other signs of markup in Markdown
LONGEST_TEMPLATE_TAG: Final = 5_000  # characters: a tag of a site generator in Markdown
# A block of an article takes a line or an element, so the limits of these are limits of blocks.
LARGEST_PASTE: Final = 4 << 20  # bytes: a text that is pasted into the editor; a larger one can be dropped as a file
# Three `<` are as much as two lines, three `[` as one, ten `*`, or sixty quotation marks.
MOST_PASTED_LINES: Final = 10_000  # lines: such a text; of a text with markup fewer
MOST_VIEW_NAMES: Final = 100  # names: places or layers in a view of the map
MOST_ACTIONS: Final = 300  # actions: words of an article that show something on the map
MOST_FILES: Final = 20  # files: `places` or `context` in front matter
LONGEST_URL: Final = 2_000  # characters: the address of a link
LONGEST_ATTRIBUTE: Final = 300  # characters: an attribute in HTML without a limit of its own
MOST_MARKS: Final = 30  # marks: accents on one letter; those beyond are left out
# Mapping offsets over a text that has to be normalised again costs its length for each span.
MOST_REMAPPING: Final = 10_000_000  # characters: a text times its markup, where letters are composed

# Places, context and gazetteers
LARGEST_TEXT: Final = 256 << 20  # bytes: a GeoJSON file; numbers take eight times as much memory as text
LARGEST_TABLE: Final = 128 << 20  # bytes: a CSV file
LARGEST_SPREADSHEET: Final = 64 << 20  # bytes: an Excel or OpenDocument spreadsheet
LARGEST_XML: Final = 64 << 20  # bytes: a KML or KMZ file
LARGEST_BINARY: Final = 128 << 20  # bytes: a GeoPackage, a Parquet or FlatGeobuf file, each file of a Shapefile
MOST_FEATURES: Final = 1_500_000  # features: a file of places or context; a gazetteer may have a million
# An empty list takes 3 bytes in a file and 80 in memory.
MOST_BRACKETS: Final = 8_000_000  # brackets: lists and objects of a GeoJSON file
MOST_TOPOLOGY_POSITIONS: Final = 5_000_000  # positions: the shapes of a TopoJSON file, each arc as often as it is used
MOST_COLUMNS: Final = 1_000  # columns: a table
LONGEST_CELL: Final = 131_072  # characters: a cell of a table
LONGEST_SHAPE_CELL: Final = 32 << 20  # characters: a cell of a table with a shape in it
MOST_LAYERS: Final = 100  # layers: a GeoPackage
LARGEST_PARQUET: Final = 256 << 20  # bytes: the values of a Parquet file
MOST_TABLE_VALUES: Final = 30_000_000  # values: a sheet or a FlatGeobuf file, its rows times its columns
LARGEST_SHAPE: Final = 32 << 20  # bytes: a shape of a GeoPackage, a Shapefile or FlatGeobuf; two million positions
# An element takes 4 bytes in a file and 100 and more in memory.
MOST_XML_TAGS: Final = 4_000_000  # tags: tags and attributes of a KML file
MOST_XML_COMMAS: Final = 4_000_000  # commas: a KML file's, between its coordinates
DEEPEST_KML: Final = 8  # levels: KML's collections of shapes
MOST_SHEET_TAGS: Final = 12_000_000  # tags: tags and attributes of a spreadsheet; a cell takes some seven
# The same text may be in every cell and stand in the file once.
LONGEST_SHEET_TEXT: Final = 128 << 20  # characters: the cells of a sheet
MOST_ZIP_MEMBERS: Final = 2_000  # files: a ZIP archive
# What is read of an archive is counted while it is unpacked, so that no ratio need be trusted.
LARGEST_ZIP: Final = 256 << 20  # bytes: what is read of a ZIP archive
DEEPEST_COLLECTION: Final = 10  # levels: GeoJSON's collections of shapes
LONGEST_NAME: Final = 200  # characters: a name, an alias, a layer
MOST_ALIASES: Final = 500  # names: aliases of a place
LONGEST_NOTE: Final = 5_000  # characters: a note, a caption, an alternative text
DEEPEST_PROPERTY: Final = 20  # levels: a property that storymap does not know
MOST_PROPERTIES: Final = 1_000  # members: the properties of a place that storymap does not know
MOST_PROPERTY_VALUES: Final = 10_000  # values: in one such property
LONGEST_PROPERTY: Final = 100_000  # characters: a text in one
MOST_CONTEXT_POSITIONS: Final = 50_000  # positions: all context of a page
MOST_CONTEXT_NAMES: Final = 300  # names: context on the map
# A polygon of 1,000 corners that crosses itself at random, 200,000 times, takes 3 s and 300 MB.
MOST_CROSSINGS: Final = 20_000  # crossings: the shapes of a file that cross themselves, and are mended
MOST_MENDED_POSITIONS: Final = 100_000  # positions: a shape that is mended
MOST_CUT_POSITIONS: Final = 200_000  # positions: a shape that is cut at longitude 180
MOST_RUNS: Final = 300_000  # runs: a shape's segments that go one way
# Each takes some ten seconds.
MOST_RUN_PAIRS: Final = 100_000_000  # pairs: a file's runs that may meet
MOST_RING_STEPS: Final = 5_000_000_000  # steps: the check of a file's rings
LARGEST_EDITED: Final = 200_000_000  # bytes: a places file to which places are added

# Other tools' files (import, export)
LARGEST_IMPORT: Final = 64 << 20  # bytes: a file that is imported, or one beside it
# Looking through a million takes a millisecond.
MOST_QUOTE_STEPS: Final = 10_000_000_000  # characters: a text times the different quotes in it
LARGEST_ARCHIVE: Final = 1 << 30  # bytes: the files of a story that is archived
MOST_SECTIONS: Final = 5_000  # sections: the slides, chapters or stops of a story that is imported
LARGEST_SCRIPT: Final = 4_000_000  # characters: a script whose values are imported

# Atlases
MOST_STORIES_IN_ONE_PAGE: Final = 2_000  # stories: an atlas of one page; a larger one is fetched in parts
MOST_DECIDED: Final = 10_000  # places: those of a decision, and the decisions, of an `atlas.toml`
LARGEST_DECISIONS: Final = 4 << 20  # bytes: an `atlas.toml`
LARGEST_STORY_DATA: Final = 64 << 20  # bytes: a `story.json`
LARGEST_FEED: Final = 32 << 20  # bytes: a feed
LARGEST_STORY_LIST: Final = 64 << 20  # bytes: a list of stories
MOST_STORY_FOLDERS: Final = 200_000  # folders: what is looked through for stories
MOST_STORY_ENTRIES: Final = 200_000  # files: one folder that is looked through
DEEPEST_STORY_FOLDER: Final = 12  # levels: folders below the one that was named
LARGEST_ATLAS_INDEX: Final = 1 << 30  # bytes: an `atlas.json`

# Gazetteers that a user adds (gazetteer add)
MOST_GAZETTEER_PLACES: Final = 2_000_000  # places: of a file, those that are new; the United States have two millions
MOST_GAZETTEER_NAMES: Final = 4_000_000  # names: those of these places
MOST_ADDED_GAZETTEERS: Final = 20  # gazetteers: those of a user; each adds to every look-up
LARGEST_GAZETTEER_TEXT: Final = 8 << 30  # bytes: a dump that is read line by line, unpacked; all of GeoNames has two
LONGEST_GAZETTEER_LINE: Final = 4 << 20  # bytes: a line or an object of such a dump; an area has a million
LARGEST_GAZETTEER_MANIFEST: Final = 16 << 10  # bytes: what an added gazetteer says of itself

# Pictures and recordings
LARGEST_PICTURE: Final = 48 << 20  # bytes: the file of a picture; what goes into the page is far less
# One of 1 MB takes 1.4 million characters.
LONGEST_SRC: Final = 1_500_000  # characters: the address of a picture, or a picture in a `data:` address
# As it goes into the page, before base64 makes a third more of it.
LARGEST_INLINE_ITEM: Final = 3 << 19  # bytes: a picture or recording in a page
LARGEST_INLINE_PAGE: Final = 8 << 20  # bytes: all pictures and recordings in a page
LARGEST_LINKED_ITEM: Final = 64 << 20  # bytes: a recording's file; a picture or recording beside a page
LARGEST_LINKED_PAGE: Final = 256 << 20  # bytes: all pictures and recordings beside a page
# A picture that stands in an article this often is part of its layout, not of its story.
MOST_PICTURES: Final = 2_000  # pictures: the pictures and recordings of an article
MOST_PIXELS: Final = 64_000_000  # pixels: a picture
LONGEST_SIDE: Final = 30_000  # pixels: the side of a picture
# As Pillow has a picture in memory. What is worked on beside it is of its shown size, or as large again.
LARGEST_DECODED: Final = 256_000_000  # bytes: a picture when it is decoded
LARGEST_SVG: Final = 1 << 19  # bytes: a drawing (SVG)
LONGEST_SVG_SIDE: Final = 10_000  # pixels: the side that a drawing says; a longer one says nothing
MOST_SVG_ELEMENTS: Final = 20_000  # elements: a drawing
DEEPEST_SVG: Final = 100  # levels: elements of a drawing within each other
DEEPEST_SVG_REFERENCE: Final = 160  # levels: those, with what they refer to in its place
MOST_SVG_RULES: Final = 1_000  # rules: the style sheets of a drawing
DEEPEST_SVG_VALUE: Final = 8  # levels: functions in a value of a drawing
LARGEST_SVG_NUMBER: Final = 1_000_000_000  # units: a number in a drawing
# The unit is about one plain shape; the costliest drawing takes a browser about a second.
MOST_SVG_COST: Final = 30_000  # shapes: what drawing costs, with everything drawn as often as it is referred to
LARGEST_BLUR: Final = 500  # units: a blur in a drawing
MOST_PATTERN_TILES: Final = 100_000  # tiles: a pattern in a drawing
MOST_SVG_PICTURES: Final = 20  # pictures: pictures within a drawing
LARGEST_DECODED_WITHIN: Final = 64 << 20  # bytes: a picture within a drawing when it is decoded
LARGEST_SUBTITLES: Final = 256 << 10  # bytes: a file of subtitles
MOST_MP4_BOXES: Final = 200_000  # boxes: MP4, within one box
MOST_MP4_FRAMES: Final = 2_000_000  # frames: MP4, in a track or a fragment of it
LARGEST_MP4_DESCRIPTION: Final = 4 << 10  # bytes: MP4's description of how frames are packed
MOST_WEBM_ELEMENTS: Final = 300_000  # elements: WebM
LARGEST_WEBM_DESCRIPTION: Final = 64 << 10  # bytes: WebM's description of how frames are packed
LARGEST_OGG_HEAD: Final = 512  # bytes: the head of an Ogg stream
MOST_OGG_BLOCKS: Final = 64  # blocks: FLAC in Ogg, before its frames
MOST_OGG_FAILURES: Final = 1_000  # pages: Ogg, what looks like a page and is none
MOST_MP3_GAPS: Final = 500  # gaps: MP3 and AAC, between frames
MOST_MP3_STARTS: Final = 2_000  # beginnings: MP3 and AAC, what looks like a frame in a gap and is none
# A frame has at most 65,535 samples for each of 8 channels.
LARGEST_FLAC_END: Final = 1 << 20  # bytes: FLAC, where the last frame is looked for
MOST_FLAC_STARTS: Final = 50  # beginnings: FLAC, what looks like the last frame and is none

# Many texts (suggest --jsonl)
LARGEST_LINE: Final = 16 << 20  # bytes: a line of JSON
LONGEST_RECORD_TEXT: Final = 2_000_000  # characters: the text of a record
MOST_RECORD_MENTIONS: Final = 100_000  # mentions: places in one text
MOST_RECOGNISED: Final = 100_000  # ranges: what a model finds in one text

# The desk (storymap.toml, and what is learned from other stories)
LARGEST_SETTINGS: Final = 64 << 10  # bytes: `storymap.toml`
MOST_HOUSE_NAMES: Final = 1_000  # names: `names`, and `never`, of a `storymap.toml`
# What is beyond these is not learned from: a sibling's file is a hint, and no input of the story.
LARGEST_DESK_FILE: Final = 4 << 20  # bytes: a places file that is learned from
LARGEST_DESK: Final = 32 << 20  # bytes: all places files that are learned from
MOST_DESK_FILES: Final = 1_000  # files: places files that are learned from
MOST_DESK_FOLDERS: Final = 2_000  # folders: what is looked through for such files
MOST_DESK_ENTRIES: Final = 20_000  # files: one folder that is looked through
DEEPEST_DESK: Final = 8  # levels: folders below that of `storymap.toml`
MOST_DESK_PLACES: Final = 20_000  # places: accepted and refused ones in all of them

# Themes and tiles
LARGEST_THEME: Final = 256 << 10  # bytes: a style sheet
DEEPEST_CSS: Final = 50  # levels: brackets in a style sheet
LARGEST_EXTRACT: Final = 8_000_000  # bytes: the tiles of a page, packed
LARGEST_DECOMPRESSED: Final = 160 << 20  # bytes: the tiles around a story
MOST_EXTRACT_TILES: Final = 100_000  # tiles: those around a story
MOST_TILES: Final = 4_000_000  # tiles: what an archive lists for one zoom
LARGEST_METADATA: Final = 1 << 20  # bytes: what an archive says of itself
LARGEST_TILE: Final = 8 << 20  # bytes: one tile
MOST_ENTRIES: Final = 2_000_000  # entries: an archive's list; as many tiles are a country of 700,000 km² to zoom 15
LARGEST_DIRECTORIES: Final = 16 << 20  # bytes: the directories of an archive
DEEPEST_DIRECTORY: Final = 3  # levels: directories within each other; writers make one
LONGEST_CREDIT_SOURCE: Final = 5_000  # characters: what is read of an archive's credit
LONGEST_CREDIT: Final = 300  # characters: the text of an archive's or a gazetteer's credit
MOST_CREDITS: Final = 20  # credits: the credits of an archive
LONGEST_TILE_ADDRESS: Final = 1_000  # characters: the address of tiles from the web
LONGEST_ATTRIBUTION: Final = 1_000  # characters: the attribution of tiles from the web

# Messages
MOST_LISTED: Final = 500  # problems: errors, and warnings, of a file that are listed; the others are counted
