"""What touches the world: one room for each outside thing. Translates, never decides."""
