"""The keyboard trial alone, for whoever sets up the laptops: ``thamdinh doctor --keys``."""

from __future__ import annotations

from pathlib import Path

from store.words import Words
from tui.dialogs.trial import TrialDialog
from tui.dialogs.trial_findings import Found
from tui.served import ServedApp


class TrialApp(ServedApp):
    """Shows the trial and ends with it."""

    def __init__(self, words: Words, fault_log: Path) -> None:
        """Take the words and where a fault is written."""
        super().__init__(words, fault_log)
        self.theme = "ansi-dark"
        self.found: Found | None = None

    async def on_mount(self) -> None:
        """Begin."""
        await self.push_screen(TrialDialog(self._ended))

    def _ended(self, found: Found | None) -> None:
        self.found = found
        self.exit(return_code=0)
