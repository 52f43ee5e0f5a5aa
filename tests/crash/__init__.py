"""Processes killed at random while they change a store: what was acknowledged must be there."""
