"""How papers are listed: plain text from what the store answered."""

from __future__ import annotations

from store.exports import Kind
from store.queries.meeting_views import MeetingView
from store.queries.remediation import CaseView
from store.queries.settings import SettingsView
from store.rules.dates import written
from store.rules.meeting import CLOSED
from store.rules.text import fit
from tui.outbox import Outbox
from tui.telling import Teller
from tui.widgets.frame import ends, wrapped


class DocumentsDrawing:
    """Draws the list of papers at one width."""

    def __init__(
        self, told: SettingsView, held: MeetingView | None, case: CaseView | None, teller: Teller, columns: int
    ) -> None:
        """Take the committee, the newest meeting, the case that papers of one are of, the words, the width."""
        self.told, self.held, self.case, self.columns = told, held, case, columns
        self.teller, self.words = teller, teller.words

    def day(self, iso: str | None) -> str:
        """A date as it is written; empty where there is none."""
        return written(iso) if iso else ""

    def where(self, post: str) -> str:
        """The first row: where one is, made-up or real, and as whom."""
        parts = [self.words("documents.title"), self.told.committee]
        if self.told.made_up:
            parts.append(self.words("made_up"))
        return ends(" " + " │ ".join(parts), post, self.columns)

    def state(self) -> str:
        """The second row: the meeting that papers are of, and the decision's number."""
        if self.held is None:
            return " " + self.words("documents.no_meeting")
        number, day = self.held.decision_number, self.day(self.held.decision_date)
        decided = self.words("sitting.number", number=number, day=day) if number else self.words("documents.no_number")
        return ends(f" {self.called(self.held)}", decided, self.columns)

    def called(self, held: MeetingView) -> str:
        """A meeting by its number and day, and how far it is."""
        state = self.words(f"meeting.state.{held.state}")
        return self.words("documents.meeting", number=held.number, day=written(held.held_on), state=state)

    def row(self, kind: Kind, digit: str, made: str | None) -> str:
        """One kind: its digit, its name, when it is for, its format, when it was made."""
        name = self.words(f"documents.kind.{kind.name}")
        if kind.case and self.case is not None:
            name = self.words("documents.of_case", name=name, case=self.case.number)
        name = fit(name, 40 if self.columns < 100 else 60)
        stands = self.words(f"documents.stands.{self._stands(kind)}")
        done = self.words("documents.made_at", time=made) if made else ""
        return f"{digit}  {name} .{fit(kind.formats[0], 5)} {fit(stands, 16)} {done}".rstrip()

    def _stands(self, kind: Kind) -> str:
        """Whether it can be made, only as a draft, or not at all."""
        held = self.held
        if kind.meeting and held is None:
            return "no_meeting"
        if kind.case and self.case is None:
            return "no_case"
        sealed = held is not None and held.state == CLOSED and held.seal_digest is not None
        decided = held is not None and bool(held.decision_number and held.decision_date)
        return "draft" if kind.is_draft(sealed=sealed, decided=decided) else "ready"

    def about(self, kind: Kind, out: Outbox, line: str) -> str:
        """What the paper is for, where it goes, how it is fetched."""
        about = self.words(f"documents.about.{kind.name}")
        if kind.case and self.case is not None:
            unit = self.teller.numbered(self.case.tt, self.case.name)
            about = self.words("documents.about_case", about=about, case=self.case.number, unit=unit)
        told = wrapped(about, self.columns - 2)[:2]
        goes = (
            self.words("documents.goes", path=out.seen_as or str(out.folder))
            if out.folder
            else self.words("documents.fetch", line=line)
        )
        return "\n".join(f" {each}" for each in (*told, *wrapped(goes, self.columns - 2)[:2]))

    def gaps(self) -> list[str]:
        """What is blank in the papers of the meeting."""
        held, words = self.held, self.words
        if held is None:
            return [words("documents.no_meeting")]
        blank = {
            "chair": held.chair is None,
            "place": held.place is None,
            "starts": held.starts is None,
            "number": held.decision_number is None,
            "signer": held.decision_signer is None,
            "words": bool(held.blockers.wordless),
            "open": held.state != CLOSED and bool(held.blockers.half or held.leftovers),
        }
        return [words(f"documents.gap.{name}") for name, there in blank.items() if there]
