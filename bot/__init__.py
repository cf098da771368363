"""What moves things along: the newsroom's stages, the desk that answers, the wiring, the command line."""
