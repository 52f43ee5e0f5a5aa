"""Widgets of ours: the list, the cell to type in, plain text, keys, frames."""
