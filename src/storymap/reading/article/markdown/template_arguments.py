"""What stands within a tag of a site generator: its name and its arguments, and the picture that it may mean."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

IMAGE_NAMES = frozenset(("figure", "image", "img", "picture", "photo", "video", "audio"))
QUOTE_NAMES = frozenset(("quote", "blockquote", "pullquote"))
_ARGUMENT = (
    r"""(?:(?P<key>[A-Za-z][\w-]{0,40})\s{0,9}=\s{0,9})?"""
    r"""(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'|`(?P<raw>[^`]*)`|(?P<word>[^\s"'`=]+))"""
)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_PICTURE = r"(?i)[^\s\"'<>]{1,300}\.(?:jpe?g|png|gif|webp|avif|svg|mp[34]|m4[av]|og[agv]|opus|wav|web[am]|flac)"


class TemplateTag(NamedTuple):
    """A tag: its name ("include" is passed over, for what it includes is meant), and its arguments."""

    name: str
    shown: str
    named: dict[str, str]
    unnamed: list[str]

    @property
    def bare_name(self) -> str:
        """The name without what says that the tag closes another."""
        return self.name.lstrip("/ ").removeprefix("end")

    @property
    def closes(self) -> bool:
        """Whether the tag ends what another began."""
        return self.name.startswith(("/", "end"))


def read_tag(inner: str) -> TemplateTag:
    """Return the tag whose text between its signs is `inner`."""
    written = inner.strip("- \t\n")
    closing = written.startswith("/")
    found = [(match["key"], _value(match)) for match in re.finditer(_ARGUMENT, written.lstrip("/ "))]
    words = [value for key, value in found if key is None]
    shown = words[0] if words else ""
    if shown in ("include", "include_cached", "render") and len(words) > 1:
        shown = f"{shown} {words[1]}"
        del words[0]
    name = re.sub(r"^.*/|\.[A-Za-z]{1,9}$", "", words[0]).lower() if words else ""
    named = {key.lower(): value for key, value in found if key is not None}
    return TemplateTag(f"/{name}" if closing else name, f"/{shown}" if closing else shown, named, words[1:])


def markdown_image(tag: TemplateTag) -> str:
    """Return the Markdown of the picture or recording that a tag shows, or "" when it names no file."""
    source, alt, caption, credit = _picture(tag)
    if not source:
        return ""
    title = f' "{_escaped(caption)}"' if caption else ""
    braces = f'{{credit="{credit}"}}' if credit else ""
    return f"![{_escaped(alt)}](<{source}>{title}){braces}"


def html_image(tag: TemplateTag) -> str:
    """Return the same as HTML, for where Markdown is not read: within an element."""
    source, alt, caption, credit = _picture(tag)
    missing = "" if alt else ' data-alt="missing"'
    given = (("src", source), ("alt", alt), ("data-caption", caption), ("data-credit", credit))
    attributes = "".join(f' {name}="{html.escape(" ".join(value.split()))}"' for name, value in given if value)
    return f"<img{attributes}{missing}>" if source else ""


def _picture(tag: TemplateTag) -> tuple[str, str, str, str]:
    """Return the file of a picture, "" if there is none, its alternative text, caption and credit."""
    named = tag.named
    files = [word for word in tag.unnamed if re.fullmatch(_PICTURE, word)]
    source = next((named[key] for key in ("src", "path", "url", "image_path", "file", "image") if named.get(key)), "")
    source = source or "".join(files[:1])
    if re.search(r"[<>\n]", source):
        source = ""
    texts = [word for word in tag.unnamed if word not in files and " " in word]
    alt = named.get("alt", "") or "".join(texts[1:2])
    caption = next((named[key] for key in ("caption", "title", "legend") if named.get(key)), "") or "".join(texts[:1])
    credit = next((named[key] for key in ("credit", "attr", "attribution", "source") if named.get(key)), "")
    return source, alt, caption, re.sub(r"[\"“”{}]", "", credit)[:200]


def signature(tag: TemplateTag) -> str:
    """Return the Markdown that says whom a quotation quotes, or ""."""
    named = " ".join(tag.named.get(key, "") for key in ("author", "by", "cite", "source")).strip()
    return f"— {_escaped(named)}" if named else ""


def _value(match: re.Match[str]) -> str:
    if match["double"] is not None:
        return re.sub(r"\\(.)", r"\1", match["double"], flags=re.DOTALL)
    return next(value for value in (match["single"], match["raw"], match["word"]) if value is not None)


def _escaped(text: str) -> str:
    """Return `text` on one line, as Markdown that is shown as it stands."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))
