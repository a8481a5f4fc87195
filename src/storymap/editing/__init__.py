"""Stage: a places file changed in place. What an editor wrote stays as it was, byte for byte."""
