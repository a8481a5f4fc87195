"""Every change of a places file, as a pure function from its text to an `Edit`. Nothing here opens a file.

`text` is the file's, None where there is none yet; `rows` are the positions of a place's features in the file, from 0,
as `feature_rows` gives them (two where the file has the same place twice); `name` is the file's, for messages. All
raise PlacesError, in words, for what cannot be; where nothing would change the edit is empty.

| function | module | what it changes |
|---|---|---|
| `feature_rows(text) -> {place_id: rows}` | `addressing` | nothing: it says where places stand, as the reader reads |
| `rows_of_story(text, story.places, name)` | `addressing` | nothing: the same, of a story built with the text |
| `feature_data(text, row, name) -> dict` | `addressing` | nothing: the feature as it is written |
| `add_features(text, features, name)` | `features` | adds features after the last one |
| `new_feature(place_name, ...) -> dict` | `features` | nothing: a feature to add |
| `remove_feature(text, rows, name)` | `features` | takes a place out, and out of what `suggest` suggests |
| `locate(text, rows, entry, gazetteer, name)` | `features` | puts a place where one of the gazetteer is |
| `change_members(text, rows, changes, place_id, name)` | `members` | sets members of a place, None takes one out |
| `set_geometry(text, rows, geometry, name)` | `geometry` | moves a place; only the numbers that differ change |
| `rename_layer(text, layer, new_name, name)` | `layers` | gives a layer another name, in all places and in the order |
| `arrange_layers(text, layers, colours, name)` | `layers` | the order of layers, and colours of their own |
| `add_suggestions(text, accepted, refused, gazetteer, name)` | `suggestions` | adds places, remembers both |
| `refuse_suggestions(text, names, name)` | `suggestions` | remembers that these names are no places |
"""
