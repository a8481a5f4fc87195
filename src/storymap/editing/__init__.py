"""Changes of an author's places file. What the author wrote stays as it was, byte for byte."""
