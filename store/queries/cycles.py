"""The cycles of the store with their terms."""

from __future__ import annotations

from dataclasses import dataclass

from store.db.connect import reading
from store.db.tables import Assessment, Cycle, SchemeEdition
from store.errors import Refused


@dataclass(frozen=True)
class CycleView:
    """One cycle: state, scheme with its edition, deadlines (ISO dates), the cap's reading, how many are rated in it.

    ``cap_base`` is ``None`` where the scheme's own reading holds.
    """

    code: str
    state: str
    scheme: str
    edition: int
    dossier_due: str | None
    prerequisites_due: str | None
    decision_due: str | None
    cap_base: str | None
    organisations: int


def cycles(code: str | None = None) -> tuple[CycleView, ...]:
    """The named cycle alone, or all, oldest first; raises ``Refused("unknown_cycle")``."""
    with reading():
        query = Cycle.select().order_by(Cycle.code)
        rows = list((query if code is None else query.where(Cycle.code == code)).dicts())
        if code is not None and not rows:
            raise Refused("unknown_cycle", cycle=code)
        return tuple(_view(row) for row in rows)


def _view(row: dict[str, object]) -> CycleView:
    keys = SchemeEdition.select(SchemeEdition.scheme, SchemeEdition.edition)
    scheme, edition = keys.where(SchemeEdition.id == row["scheme_edition"]).tuples().first()
    return CycleView(
        code=str(row["code"]),
        state=str(row["state"]),
        scheme=str(scheme),
        edition=int(edition),
        dossier_due=_text(row["dossier_due"]),
        prerequisites_due=_text(row["prerequisites_due"]),
        decision_due=_text(row["decision_due"]),
        cap_base=_text(row["cap_base"]),
        organisations=int(Assessment.select().where(Assessment.cycle == row["code"]).count()),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
