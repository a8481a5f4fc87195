"""Every change of an article's text, as a pure function from the source to an `Edit`.

| module | functions |
|---|---|
| `words` | `mark_words`, `unmark_words`, `action_words`: words tied to a place, or that show a view |
| `whole_markup` | `with_whole_markup`: words with all of the markup that they begin or end within |
| `block_view` | `set_view`, `written_view`: what the map shows at a block |
| `layer_names` | `rename_in_views`: what views call a layer that gets another name |
| `block_text` | `block_source`, `set_block`: the Markdown of one block |
| `fields` | `set_field`, `written_fields`: title, standfirst, kicker, byline, date, credit, source, language |
| `pictures` | `add_picture`: a picture after a block |
| `front_paths` | `add_front_path`: `places:`, `context:`, `tiles:` in the front matter |
| `markdown_text` | `as_markdown`: any article as Markdown with front matter |
| `embedded_pictures` | `with_picture_files`: the pictures that a document holds, as files for its Markdown |
| `kinds` | `can_mark`, `can_edit`: what can be written into which kind of file |
| `cannot_write` | `CannotWrite`: why something cannot be written, and what to do instead |

All take the text of the file as it is, with its byte order mark and its line ends, and the file's name, which says what
it is: `(source, article_name, ...)`. Blocks are counted as in `Article.blocks`, with the leading ones; `start` and
`end` are code points of the block's text, half-open. `shown` are the addresses of the pictures that the article shows
(`shown_media(article)` of `reading.article.known_media`): a block that is not shown is no block. Without it every local
picture counts as shown.

After each change the article is read again, and must say what was meant and nothing else: otherwise `CannotWrite` is
raised, and the source stays. Where nothing would change, the edit is empty.
"""
