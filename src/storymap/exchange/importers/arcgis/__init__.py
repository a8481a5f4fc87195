"""What Esri's story maps are made of: nodes, texts, media, maps, tours, and the features of the classic ones."""
