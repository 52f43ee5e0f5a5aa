"""The pure rules as tables and properties."""
