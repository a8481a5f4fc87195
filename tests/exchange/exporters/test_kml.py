from pathlib import Path

from tests.exchange.exporters.small_story import exported

KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
 <Document>
  <name>Along the river</name>
  <description>&lt;p&gt;From A &amp;lt; B&lt;/p&gt;</description>
  <Style id="layer-1">
   <IconStyle>
    <color>ff91475a</color>
   </IconStyle>
   <LineStyle>
    <color>ff91475a</color>
    <width>3</width>
   </LineStyle>
   <PolyStyle>
    <color>4091475a</color>
   </PolyStyle>
  </Style>
  <Style id="layer-2">
   <IconStyle>
    <color>ff7d5a0b</color>
   </IconStyle>
   <LineStyle>
    <color>ff7d5a0b</color>
    <width>3</width>
   </LineStyle>
   <PolyStyle>
    <color>407d5a0b</color>
   </PolyStyle>
  </Style>
  <Folder>
   <name>Cities</name>
   <Placemark>
    <name>Basel</name>
    <description>&lt;p&gt;On &amp;lt;the&amp;gt; bend.&lt;/p&gt;</description>
    <styleUrl>#layer-1</styleUrl>
    <ExtendedData>
     <Data name="id">
      <value>bs</value>
     </Data>
     <Data name="aliases">
      <value>Bâle; Basilia</value>
     </Data>
     <Data name="url">
      <value>https://example.org/basel?a=1&amp;b=2</value>
     </Data>
     <Data name="kind">
      <value>town</value>
     </Data>
    </ExtendedData>
    <Point>
     <coordinates>7.5886,47.5596</coordinates>
    </Point>
   </Placemark>
   <Placemark>
    <name>=1+1</name>
    <styleUrl>#layer-1</styleUrl>
    <ExtendedData>
     <Data name="id">
      <value>1-1</value>
     </Data>
    </ExtendedData>
   </Placemark>
  </Folder>
  <Placemark>
   <name>Rhine</name>
   <styleUrl>#layer-2</styleUrl>
   <ExtendedData>
    <Data name="id">
     <value>rhine</value>
    </Data>
   </ExtendedData>
   <LineString>
    <coordinates>7.59,47.56 7.75,48.58</coordinates>
   </LineString>
  </Placemark>
 </Document>
</kml>
"""


def test_a_folder_for_each_layer_in_its_colour(tmp_path: Path) -> None:
    content, said = exported(tmp_path, "kml")
    assert content.decode() == KML
    assert "changed: how much places matter; it is worked out anew from the text" in said
