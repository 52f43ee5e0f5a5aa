"""What is true only now: written here, never journaled, exported or verified."""
