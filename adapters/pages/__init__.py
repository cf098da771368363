"""An HTML page to an entry. Fetching is no part of it: bytes in, an entry out."""
