"""The formats of places files: each reader turns a file into features, unchecked."""
