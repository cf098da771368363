"""The only reasons for which a test may be skipped; any other fails the run (see conftest)."""

SHARED = "needs the shared data: set LLAMAWIRE_SHARED to their folder"

ALLOWED = frozenset({SHARED})
