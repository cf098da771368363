"""Models of meaning: texts in, vectors out. None is needed, and none is loaded unless it is switched on."""
