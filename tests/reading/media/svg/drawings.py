"""Drawings as programs write them, with what must not be published planted in them."""

from __future__ import annotations

import base64

from tests.reading.media.samples import encoded, gps_exif, photo

PHOTO = base64.b64encode(encoded(photo(60, 40), "JPEG", exif=gps_exif())).decode()

INKSCAPE = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with SECRETPROGRAM -->
<svg width="200" height="120" viewBox="0 0 200 120" version="1.1" id="svg5"
   sodipodi:docname="SECRET plan.svg" inkscape:export-filename="/home/SECRET/plan.png" data-owner="SECRET"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns="http://www.w3.org/2000/svg"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <title id="title1">SECRET title</title>
  <sodipodi:namedview id="base" inkscape:document-units="mm"/>
  <metadata><rdf:RDF><dc:creator>SECRET author</dc:creator></rdf:RDF></metadata>
  <defs id="defs2">
    <linearGradient id="SECRETstops"><stop style="stop-color:#ff8800;stop-opacity:1" offset="0" id="s1"/>
      <stop style="stop-color:#0055aa" offset="1"/></linearGradient>
    <linearGradient xlink:href="#SECRETstops" id="fill" x1="10" y1="10" x2="90" y2="90" gradientUnits="userSpaceOnUse"/>
    <clipPath id="clip"><circle cx="150" cy="60" r="30"/></clipPath>
    <path id="unused" d="M0 0h9" inkscape:label="SECRET"/>
  </defs>
  <g inkscape:groupmode="layer" id="layer1" inkscape:label="SECRET layer">
    <rect style="opacity:0.9;fill:url(#fill);stroke:#000;stroke-width:2.5;stroke-linejoin:round" id="r" width="80"
      height="80" x="10" y="10" ry="6" onclick="SECRET()"/>
    <image clip-path="url(#clip)" x="120" y="30" width="60" height="60" preserveAspectRatio="none"
      sodipodi:absref="/home/SECRET/a.jpg" xlink:href="data:image/jpeg;base64,{PHOTO}"/>
    <text xml:space="preserve" style="font-size:14px;font-family:'Noto Sans';-inkscape-font-specification:'SECRET'"
      x="12" y="110" id="text1"><tspan sodipodi:role="line" x="12" y="110">Río <tspan style="fill:#aa0000">Bravo</tspan></tspan></text>
  </g>
  <g inkscape:groupmode="layer" style="display:none"><text x="5" y="5">SECRET hidden layer</text></g>
</svg>"""

ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: SECRET 24.0.1, SVG Export Plug-In -->
<svg version="1.1" id="SECRETLayer_1" xmlns="http://www.w3.org/2000/svg" xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/"
   x="0px" y="0px" viewBox="0 0 200 120" style="enable-background:new 0 0 200 120;" xml:space="preserve">
<style type="text/css">
	@import url("https://example.org/SECRET.css");
	@font-face { font-family: SECRET; src: url(file:///SECRET.ttf); }
	.st0{fill:#E8F0D8;stroke:#336633;stroke-width:3;stroke-dasharray:6,3;}
	.st1{fill:none;stroke:#CC3300;stroke-miterlimit:10;background:url(SECRET.png)}
	.st2{font-family:'NotoSans'; font-size:12px;} .st3{display:none}
	g > .st4, text.st2 { fill : rgb(20, 30, 90); }
</style>
<switch>
 <foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/" width="1" height="1"><i:aipgfRef>SECRET</i:aipgfRef></foreignObject>
 <g i:extraneous="self">
  <g id="SECRETname"><path class="st0" d="M10,10 c40-10,80,30,120,10s50,10,60,40 v40H10z"/>
   <a href="https://example.org/SECRET"><polyline class="st1" points="10,60 60,80 110,50 190,100 "/></a></g>
  <text transform="matrix(1 0 0 1 20 50)" class="st2">El Paso</text><g class="st3"><rect width="9" height="9"/><text>SECRET</text></g>
 </g>
</switch>
<i:pgf>SECRET</i:pgf>
</svg>"""

MATPLOTLIB = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="200pt" height="120pt" viewBox="0 0 200 120" xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata><RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#">SECRET</RDF></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>
 <g id="figure_1"><g id="patch_1"><path d="M 0 120 L 200 120 L 200 0 L 0 0 z " style="fill: #ffffff"/></g>
  <g id="line2d_1"><path d="M 20 100 L 60 40 L 100 70 L 180 20 " clip-path="url(#p1)" style="fill: none; stroke: #1f77b4; stroke-width: 1.5; stroke-linecap: square"/>
   <defs><path id="m1" d="M 0 3 C 0.8 3 1.5 2.7 2.1 2.1 C 2.7 1.5 3 0.8 3 0 L -3 0 z" style="stroke: #1f77b4"/></defs>
   <g clip-path="url(#p1)"><use xlink:href="#m1" x="20" y="100" style="fill: #1f77b4; stroke: #1f77b4"/><use xlink:href="#m1" x="60" y="40" style="fill: #ff7f0e"/></g></g>
  <text style="font: 10px 'Noto Sans', sans-serif; text-anchor: middle" x="100" y="115" transform="rotate(-0 100 115)">Crossings</text></g>
 <defs><clipPath id="p1"><rect x="10" y="10" width="180" height="100"/></clipPath></defs>
</svg>"""

D3 = """<svg xmlns="http://www.w3.org/2000/svg" class="SECRETchart" width="200" height="120" font-family="Noto Sans" font-size="10" style="max-width: 100%; height: auto;">
<style>.axis line { stroke: #999; } .axis text, text.label { fill: #444 } .bar:hover { fill: red }</style>
<defs><marker id="arrow" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="6" markerHeight="6" orient="auto-start-reverse"><path d="M 0 0 L 10 5 L 0 10 z"/></marker>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line y2="6" stroke="steelblue" stroke-width="2"/></pattern>
<mask id="fade"><rect width="200" height="120" fill="#fff" opacity=".7"/></mask>
<filter id="shadow" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur in="SourceAlpha" stdDeviation="2" result="SECRETblur"/><feOffset dx="2" dy="2" in="SECRETblur"/><feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge></filter></defs>
<g class="axis" transform="translate(0,100)"><line x1="10" x2="190" y1=".5" y2=".5"/><g class="tick" opacity="1" transform="translate(40,0)"><text y="9" dy="0.71em" text-anchor="middle">Mon</text></g></g>
<g fill="steelblue"><rect class="bar" x="20" y="30" width="40" height="70"><title>SECRET: 70</title></rect><rect class="bar" x="70" y="50" width="40" height="50" fill="url(#hatch)" stroke="currentColor" data-value="SECRET"/></g>
<path d="M120,90C140,20,150,20,180,60" fill="none" stroke="#c30" stroke-dasharray="4 2" marker-end="url(#arrow)"/>
<circle cx="150" cy="80" r="12" fill="hsl(120, 60%, 40%)" mask="url('#fade')" filter="url(#shadow)"/>
<text class="label" x="150" y="20" fill="var(--SECRET, #060)" >Flow &lt; 5</text>
<script>SECRET()</script></svg>"""

SYMBOLS = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 120" width="200" height="120">
<desc>SECRET</desc><symbol id="pin" viewBox="0 0 20 20"><path d="M10 20C4 12 3 9 3 7a7 7 0 1114 0c0 2-1 5-7 13z"/><circle cx="10" cy="7" r="3" fill="#fff"/></symbol>
<radialGradient id="SECRETsun" cx="50%" cy="50%" r="60%"><stop offset="0%" stop-color="gold"/><stop offset="100%" stop-color="#f40" stop-opacity=".5"/></radialGradient>
<rect width="200" height="120" fill="url(#SECRETsun)"/><use href="#pin" x="20" y="20" width="40" height="40" fill="navy"/><use xlink:href="#pin" x="90" y="40" width="60" height="60" style="fill:crimson"/>
<ellipse cx="160" cy="30" rx="25" ry="12" transform="rotate(20 160 30) skewX(10)" fill="none" stroke="#222" stroke-width="3"/>
<g visibility="hidden"><text x="9" y="9">SECRET</text></g></svg>"""

DRAWINGS = {
    "inkscape": INKSCAPE,
    "illustrator": ILLUSTRATOR,
    "matplotlib": MATPLOTLIB,
    "d3": D3,
    "symbols": SYMBOLS,
}
