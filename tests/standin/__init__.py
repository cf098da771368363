"""Stand-ins for the platforms: they accept only what the platforms say they accept."""
