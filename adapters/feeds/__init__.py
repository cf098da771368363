"""RSS, Atom and JSON Feed to entries. Fetching is no part of it: bytes in, entries out."""
