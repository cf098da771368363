"""The room that asks the web, against servers of the tests' own on this machine."""
