"""README's pictures: real screens of the made-up store as text; ``python -m tests.pictures`` draws them anew."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from seed.demo import create_demo
from store import clock
from tests.kit.desk import Clock, Table

README = Path(__file__).parents[1] / "README.md"

MARK = re.compile(r"(<!-- picture ([a-z-]+) -->\n```\n).*?(```\n<!-- /picture -->)", re.DOTALL)

SCENES = {
    "overview": ("overview", ""),
    "comparison": ("comparison", "/22\n"),
    "adjustment": ("comparison", "/22\n32\tĐạt 9/15 chỉ tiêu"),
    "organisations": ("organisations", "/28\n"),
    "results": ("results", ""),
}
"""Name to the place where the secretary sits down and what is typed there."""


async def draw(path: Path, at: str, typed: str) -> str:
    """One screen of 80×24 as text, on a clock that stands still."""
    told = Clock()
    with clock.replaced(now=lambda: told.now, ticks=lambda: told.ticks):
        if not path.exists():
            create_demo(path, "an")
        async with Table(path, told).sit("an", at=at) as an:
            await an.types(typed, apart=1)
            return an.sees


def with_pictures(text: str) -> str:
    """README's text with every picture drawn anew."""
    drawn = {}
    for name in {found[2] for found in MARK.finditer(text)}:
        with tempfile.TemporaryDirectory() as folder:
            drawn[name] = asyncio.run(draw(Path(folder) / "demo.db", *SCENES[name]))
    return MARK.sub(lambda found: found[1] + drawn[found[2]] + found[3], text)


if __name__ == "__main__":
    README.write_text(with_pictures(README.read_text(encoding="utf-8")), encoding="utf-8")
