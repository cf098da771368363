"""What every implementation of a port must pass, the fakes included."""
