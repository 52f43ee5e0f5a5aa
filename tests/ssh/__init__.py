"""Access over SSH: keys, what they open, and what they do not."""
