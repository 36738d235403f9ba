"""Events and places in, a map layer that a browser draws out."""
