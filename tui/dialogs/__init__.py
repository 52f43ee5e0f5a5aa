"""Dialogs: one question each, over a screen."""
