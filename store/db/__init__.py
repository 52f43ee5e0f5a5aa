"""The store's file: connection, tables and journal; nothing here knows a rule."""
