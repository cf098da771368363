"""A real process is killed at every named point of a delivery and started again; what a reader saw is counted."""
