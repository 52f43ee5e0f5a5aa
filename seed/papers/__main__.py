"""Write every shipped template anew from ``texts/*.yaml``; to be run after a change there."""

from __future__ import annotations

from seed.papers import FOLDER
from seed.papers.layout import built, texts

if __name__ == "__main__":
    for kind in texts():
        (FOLDER / f"{kind}.docx").write_bytes(built(kind))
