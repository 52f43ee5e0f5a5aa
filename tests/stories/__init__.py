"""People, keys, screens."""
