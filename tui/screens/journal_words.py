"""Putting the journal's rows into words: what a record is called, what it holds, what a change changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from store.queries.journal import LineView, RowView
from store.queries.journal_terms import Terms
from store.rules.dates import written
from store.rules.facts import BY_NAME, LEVEL, TRUTH
from store.rules.levels import NOT_RATED
from store.rules.text import decimal, thousands, visible
from tui.screens.journal_cases import PART_BARE, PART_COLUMNS, PART_DATES, PART_TRUTHS, PartValues
from tui.screens.journal_meeting import ONLY_WHOLE
from tui.telling import Teller

Image = Mapping[str, Any]
"""A row as columns and values."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "assessment": ("self_level", "proposed_level", "final_level", "tt", "name", "full_name", "peer_group"),
    "adjustment": ("from_level", "to_level", "reason", "note", "departed", "meeting", "supersedes"),
    "grade": ("grade", "points"),
    "fact": ("value", "arrived"),
    "proof": ("text", "number", "dated"),
    "paper": ("received", "returned", "why"),
    "opinion": ("text", "given"),
    "reminder": ("what", "sent"),
    "organisation": (),
    "organisation_period": ("valid_from", "valid_to", "tt", "name", "full_name", "kind", "peer_group", "parent"),
    "succession": ("successor", "dated", "basis"),
    "headcount": ("members_full", "members_probationary", "sub_branches"),
    "account": ("roles", "full_name", "post", "body", "active"),
    "ssh_key": ("kind",),
    "cycle": ("scheme_edition", "state", "dossier_due", "prerequisites_due", "decision_due", "cap_base"),
    "setting": ("value",),
    "scheme_edition": (),
    "reason": ("digit", "suits_raise"),
    "published_year": ("rated", "exemplary", "scheme_edition"),
    "published_result": ("count", "printed_percent", "printed_label"),
    "known_result": ("level", "exemplary", "slow_to_improve"),
    "correction": ("printed", "corrected"),
    **PART_COLUMNS,
}
"""What is told of each record, in this order; keys, versions and long sources are not."""

BARE = PART_BARE | {"grade.grade", "grade.points", "fact.value", "setting.value", "reminder.what"}
"""Columns that say by themselves what they are, after the record's name."""

_DATES = frozenset(
    "arrived dated received returned given sent valid_from valid_to as_of dossier_due prerequisites_due "
    "decision_due".split()
).union(PART_DATES)
_LEVELS = frozenset("self_level proposed_level final_level from_level to_level level".split())
_TRUTHS = PART_TRUTHS | {"active", "slow_to_improve", "suits_raise"}


_EMPTY = (None, "", "[]")


class JournalTeller(PartValues):
    """Tells rows of the journal in one language."""

    def __init__(self, teller: Teller, terms: Terms) -> None:
        """Take the words and what codes are called."""
        self.teller, self.words, self.terms = teller, teller.words, terms

    def person(self, login: str) -> str:
        """Somebody by post, else by login."""
        return self.teller.person(login, self.terms.people.get(login))

    def unit(self, code: str) -> str:
        """An organisation by number and name."""
        named = self.terms.unit(code)
        return self.teller.name(named.name) if named.tt is None else self.teller.numbered(named.tt, named.name)

    def deed(self, action: str) -> str:
        """What was done, in full words; an action that is not known as it was written."""
        key = f"deed.{action}"
        return self.words(key) if self.words.has(key) else visible(action)

    def act(self, action: str) -> str:
        """What was done, shortly."""
        key = f"action.{action}"
        return self.words(key) if self.words.has(key) else visible(action)

    def whom(self, line: LineView) -> str:
        """Whom an entry concerned: the one organisation, or how many."""
        if line.organisation is None:
            return ""
        if line.organisations > 1:
            return self.words("news.many", count=line.organisations)
        return self.unit(line.organisation)

    def sat(self, meeting: str | None, what: str) -> str:
        """What was done, with the meeting in which it was: ``Phiên 1: …``."""
        return what if meeting is None else self.words("journal.in_meeting", meeting=visible(meeting), what=what)

    def what(self, line: LineView) -> str:
        """What an entry changed, shortly, and in which meeting; about several organisations, what was done."""
        return self.sat(line.meeting, self._what(line))

    def _what(self, line: LineView) -> str:
        rows = sorted(line.rows, key=lambda row: row.entity != "assessment") if line.organisations < 2 else ()
        told = [text for row in rows if (text := self.change(row, brief=True))]
        return "; ".join(told) + ("; …" if line.count > len(line.rows) else "") if told else self.deed(line.action)

    # Records

    def label(self, entity: str, image: Image, *, brief: bool = False) -> str:
        """What a record is called; the assessment itself has no name of its own."""
        facts: dict[str, object] = {name: self._named(entity, name, image) for name in image}
        if entity in {"grade", "proof"}:
            facts["criterion"] = self._criterion(image, brief=brief)
            facts["short"] = self._word(f"side.{image.get('side')}", image.get("side"))
        if entity == "assessment" or (brief and entity == "meeting"):
            return ""
        if entity == "speech" and image.get("person") is None:
            return self.words("journal.record.note")
        if entity == "agenda_item":
            facts["item"] = self._plain_item({}, image["id"])
        keys = [f"journal.brief.{entity}"] if brief else []
        key = next((key for key in (*keys, f"journal.record.{entity}") if self.words.has(key)), None)
        return self.words(key, **facts) if key else visible(entity)

    def value(self, entity: str, column: str, image: Image | None, *, brief: bool = False) -> str:
        """One column in words; what is not there is said to be so."""
        given = None if image is None else image.get(column)
        if given is None:
            if column in _LEVELS:
                return self.words("level.unset.narrow" if brief else "level.unset.inline")
            return self.words("journal.nothing")
        return self._told(entity, column, image or {}, given, brief=brief)

    def held(self, entity: str, image: Image | None, *, brief: bool = False) -> list[tuple[str, str]]:
        """What a record holds: column and value in words, without what is empty."""
        if image is None:
            return []
        columns = COLUMNS.get(entity, tuple(name for name in image if name not in ("id", "version")))
        found = [name for name in columns if image.get(name) not in _EMPTY and not _left_out(entity, name, brief)]
        return [(self.column(entity, name), self.value(entity, name, image)) for name in found]

    def column(self, entity: str, column: str) -> str:
        """A column's word; empty where the value says by itself what it is."""
        if f"{entity}.{column}" in BARE:
            return ""
        for key in (f"journal.column.{entity}_{column}", f"journal.column.{column}"):
            if self.words.has(key):
                return self.words(key)
        return visible(column)

    def holds(self, entity: str, image: Image | None) -> str:
        """What a record holds, in one line."""
        if image is None:
            return self.words("journal.nothing")
        return ", ".join(f"{name} {text}".strip() for name, text in self.held(entity, image)) or self.words("yes")

    # Changes

    def change(self, row: RowView, *, brief: bool = False) -> str:
        """What one row's change was."""
        image = row.after or row.before or {}
        label = self.label(row.entity, image, brief=brief)
        if row.before is None and row.entity == "assessment":
            return self.words("journal.opened", cycle=visible(str(image.get("cycle", ""))))
        if row.before is None and row.entity == "adjustment":
            return self._adjusted(label, image, brief=brief)
        if row.before is None:
            held = self.held(row.entity, row.after, brief=brief)
            said = ", ".join(f"{name} {text}".strip() for name, text in held)
        elif row.after is None:
            said = self.words("journal.taken_out", was=self.holds(row.entity, row.before))
        else:
            moved = [name for name in self._changed(row) if not _left_out(row.entity, name, brief)]
            if row.entity == "agenda_item" and not moved:
                return ""
            said = ", ".join(self._moved(row, name, brief=brief) for name in moved)
        return ": ".join(part for part in (label, said) if part)

    def _adjusted(self, label: str, image: Image, *, brief: bool) -> str:
        """Why a level was set; the level itself stands in the assessment's row."""
        held = self.held("adjustment", image, brief=brief)
        held = [each for each in held if each[0] not in self._both_levels()]
        if brief:
            return ", ".join(text for _name, text in held[:2])
        return ": ".join(part for part in (label, ", ".join(f"{name} {text}" for name, text in held)) if part)

    def _both_levels(self) -> tuple[str, str]:
        return self.column("adjustment", "from_level"), self.column("adjustment", "to_level")

    def _changed(self, row: RowView) -> list[str]:
        before, after = row.before or {}, row.after or {}
        columns = COLUMNS.get(row.entity, tuple(name for name in after if name not in ("id", "version")))
        return [name for name in columns if before.get(name) != after.get(name)]

    def _moved(self, row: RowView, column: str, *, brief: bool) -> str:
        key = f"stage.{column.removesuffix('_level')}.{'short' if brief else 'full'}"
        own = row.entity == "assessment" and self.words.has(key)
        name = self.words(key) if own else self.column(row.entity, column)
        was, now = (self.value(row.entity, column, image, brief=brief) for image in (row.before, row.after))
        return self.words("journal.change.move", name=name, before=was, after=now) if name else f"{was} → {now}"

    # Values

    def _told(self, entity: str, column: str, image: Image, given: Any, *, brief: bool = False) -> str:
        if column in _LEVELS:
            scheme = str(image.get("scheme") or "2019")
            return self.teller.level(str(given), "narrow" if brief else "wide", scheme)
        if column in _DATES:
            return written(str(given))
        if column in _TRUTHS or (entity, column) == ("known_result", "exemplary"):
            return self.words("yes" if given else "no")
        how: Callable[[Image, Any], str] | None = getattr(self, f"_{entity}_{column}", None) or _plain(self, column)
        if how is not None:
            return how(image, given)
        return thousands(given, self.words.lang) if isinstance(given, int) else visible(str(given))

    def _named(self, entity: str, column: str, image: Image) -> str:
        if image[column] is None:
            return self.words("unknown")
        return self._told(entity, column, image, image[column])

    def _criterion(self, image: Image, *, brief: bool) -> str:
        code = str(image.get("criterion", ""))
        names = self.terms.criteria.get((int(image.get("assessment") or 0), code))
        name = "" if brief or names is None else names[0 if self.words.lang == "vi" else 1]
        return visible(f"{code} {name}".strip())

    def _word(self, key: str, given: Any) -> str:
        return self.words(f"{key}") if self.words.has(key) else visible(str(given))

    def _plain_stage(self, _image: Image, given: Any) -> str:
        return self._word(f"stage.{given}.full", given)

    def _plain_kind(self, _image: Image, given: Any) -> str:
        return self._word(f"kind.{given}", given)

    def _plain_peer_group(self, _image: Image, given: Any) -> str:
        return self._word(f"group.{given}.full", given)

    def _plain_side(self, _image: Image, given: Any) -> str:
        return self._word(f"journal.side.{given}", given)

    def _plain_organisation(self, _image: Image, given: Any) -> str:
        return self.unit(str(given))

    _plain_successor = _plain_parent = _plain_organisation

    def _plain_body(self, _image: Image, given: Any) -> str:
        found = self.terms.bodies.get(str(given))
        return visible(found.name(self.words.lang) if found else str(given))

    def _plain_paper(self, _image: Image, given: Any) -> str:
        found = self.terms.papers.get(str(given))
        return visible(found.name(self.words.lang) if found else str(given))

    def _plain_scheme_edition(self, _image: Image, given: Any) -> str:
        scheme, edition = self.terms.editions.get(int(given), (str(given), 0))
        return self.words("journal.edition", scheme=visible(scheme), edition=edition)

    def _adjustment_kind(self, _image: Image, given: Any) -> str:
        return self._word(f"journal.how.{given}", given)

    def _adjustment_reason(self, _image: Image, given: Any) -> str:
        return self._word(f"reason.{given}.box", given)

    def _adjustment_departed(self, _image: Image, given: Any) -> str:
        found = json.loads(str(given))
        return "; ".join(visible(str(each.get("clause", each) if isinstance(each, dict) else each)) for each in found)

    def _reason_code(self, _image: Image, given: Any) -> str:
        return self._word(f"reason.{given}.box", given)

    def _succession_kind(self, _image: Image, given: Any) -> str:
        return self._word(f"journal.succession.{given}", given)

    def _grade_grade(self, _image: Image, given: Any) -> str:
        return self._word(f"grade.{given}.full", given)

    def _grade_points(self, _image: Image, given: Any) -> str:
        return self.words("journal.points", points=decimal(int(given), self.words.lang))

    def _fact_name(self, _image: Image, given: Any) -> str:
        return self._word(f"fact.{given}", given)

    def _fact_value(self, image: Image, given: Any) -> str:
        kind = BY_NAME.get(str(image.get("name")))
        if kind is not None and kind.kind == LEVEL:
            return self.words("why.no_body") if given == NOT_RATED else self.teller.level(str(given), "wide")
        if kind is not None and kind.kind == TRUTH:
            return self.words("yes" if str(given) == "1" else "no")
        text = str(given)
        return thousands(int(text), self.words.lang) if text.isdecimal() else visible(text)

    def _reminder_debtor(self, _image: Image, given: Any) -> str:
        key = "intake.debtor_organisation" if given == "organisation" else f"fact.rating_{given}"
        return self._word(key, given)

    def _reminder_what(self, _image: Image, given: Any) -> str:
        names = [each.strip() for each in str(given).split(",")]
        return ", ".join(
            self._word(f"fact.{name}", name) if name in BY_NAME else self._plain_paper({}, name) for name in names
        )

    def _account_roles(self, _image: Image, given: Any) -> str:
        return ", ".join(self.teller.role(str(role)) for role in json.loads(str(given)))

    def _cycle_state(self, _image: Image, given: Any) -> str:
        return self._word(f"journal.state.{given}", given)

    def _cycle_cap_base(self, _image: Image, given: Any) -> str:
        return self._word(f"cap.base.{given}", given)

    def _setting_name(self, _image: Image, given: Any) -> str:
        return self._word(f"journal.setting.{given}", given)

    def _setting_value(self, image: Image, given: Any) -> str:
        name = image.get("name")
        if name in ("papers", "bodies"):
            side = "name_vi" if self.words.lang == "vi" else "name_en"
            return ", ".join(visible(str(each[side])) for each in json.loads(str(given)))
        if name == "made_up":
            return self.words("yes" if str(given) == "1" else "no")
        return visible(str(given))

    def _plain_year(self, _image: Image, given: Any) -> str:
        return str(given)

    _plain_edition = _plain_n = _plain_tt = _plain_year

    def _published_result_level(self, _image: Image, given: Any) -> str:
        return self.teller.level(str(given), "wide")


def _left_out(entity: str, column: str, brief: bool) -> bool:
    return brief and f"{entity}.{column}" in ONLY_WHOLE


def _plain(teller: JournalTeller, column: str) -> Callable[[Image, Any], str] | None:
    found: Callable[[Image, Any], str] | None = getattr(teller, f"_plain_{column}", None)
    return found
