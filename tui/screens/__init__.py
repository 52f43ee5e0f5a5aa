"""Screens: one place each, with its drawing and its style beside it."""
