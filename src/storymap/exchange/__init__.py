"""Other tools' formats: importers make a story of what people have, exporters give back what others read."""
