"""An atlas of more than a page can hold: a static folder of which a browser fetches what it shows."""
