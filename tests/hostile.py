"""Strings that every text field must survive: in Python while the page is built, and in the browser that shows it.

Each script sets `window.pwned`; each template expression would show 49098013, run a command, or break the build.
"""

HOSTILE = {
    "script": "<script>window.pwned = 1</script>",
    "end of script": "</script><script>window.pwned = 1</script>",
    "image": '<img src=x onerror="window.pwned = 1">',
    "svg": "<svg onload='window.pwned = 1'></svg>",
    "attribute": '" onmouseover="window.pwned = 1" x=\'',
    "unquoted": "x onfocus=window.pwned=1 autofocus",
    "comment": "<!-- --><![CDATA[ ]]> <!--<script>",
    "textarea": "</title></textarea></style><b>bold</b>",
    "entity": "&lt;b&gt; &amp;amp; &#60;i&#62; &nbsp;",
    "jinja sum": "{{ 7001 * 7013 }}",
    "jinja command": "{{ cycler.__init__.__globals__.os.popen('expr 1330 + 7').read() }}",
    "jinja block": "{% raw %} {% for x in y %} {% endraw",
    "jinja comment": "{# gone #} {#",
    "jinja half": "{{ 'a",
    "template literal": "${window.pwned = 1} `);window.pwned = 1;//",
    "backslashes": "\\`\\\\`);window.pwned = 1;// \\u003c \\20190221",
    "javascript link": "javascript:window.pwned=1",
    "line separators": "a\u2028b\u2029c",
    "direction": "\u202etxt.exe\u202c \u2066 hidden \u2069",
    "terminal": "\x1b[2J\x1b]0;title\x07\x9b31m",
    "nul": "a\x00b",
    "emoji": "👩‍👩‍👧 𝔘𝔫𝔦 ﷽",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "prototype": "__proto__ constructor toString",
    "css": "</style><style>*{display:none}</style> expression(1)",
    "quotes": "''\"\"``«»“”‘’",
}
