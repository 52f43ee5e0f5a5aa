"""Keys and bytes at random, at every screen and on the line, over a store full of hostile text."""
