"""Checks and caps at the command line."""

from __future__ import annotations

from argparse import Namespace

from store.errors import Refused
from store.queries.caps import CapView, caps
from store.queries.comparison import ComparisonView, comparison
from store.queries.dossier import dossier
from store.rules.checks import Finding
from tui.checking import CheckTeller
from tui.cli import output
from tui.cli.naming import named
from tui.telling import Teller


def run_check(asked: Namespace, teller: Teller) -> None:
    """Every rule of an organisation's scheme, or of one level: outcome, clause, what is missing."""
    view = dossier(named(asked.organisation), asked.cycle)
    verdicts = [each for each in view.support.verdicts if asked.level in (None, each.level)]
    if asked.level is not None and not verdicts:
        known = ", ".join(level.code for level in view.scheme.levels)
        raise Refused("unknown_level", level=asked.level, cycle=view.cycle, levels=known)
    findings = [finding for verdict in verdicts for finding in verdict.findings]
    if asked.json:
        output.document([_finding(finding) for finding in findings])
        return
    told = CheckTeller(teller, view.scheme)
    output.line(f"{teller.numbered(view.tt, view.full_name or view.name)}: {told.answer(view.support)}")
    for finding in findings:
        output.line(f"  {told.line(finding)} – {finding.clause}")


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "level": finding.level,
        "outcome": finding.outcome,
        "rule": finding.rule,
        "clause": finding.clause,
        "source": finding.source,
        "used": dict(finding.used),
        "missing": list(finding.missing),
        "verified": finding.verified,
    }


def run_caps(asked: Namespace, teller: Teller) -> None:
    """The cap of every peer group and of all, as it stands or with levels tried."""
    view = comparison(asked.cycle)
    found = caps(view, _tried(asked.what_if or [], view))
    if asked.json:
        output.document([_cap(each) for each in found])
        return
    if not found:
        output.line(teller.words("cap.none"))
        return
    told = CheckTeller(teller, view.scheme)
    heads = [teller.words(f"column.{name}") for name in ("group", "base", "cap_top", "headroom", "cap_state")]
    rows = [
        (
            teller.words("group.whole.full" if each.whole else f"group.{each.group or 'unknown'}.full"),
            each.cap.base,
            each.cap.top,
            each.cap.headroom,
            told.cap(each.cap),
        )
        for each in found
    ]
    output.table(heads, rows)
    rule = view.scheme.cap
    if rule is not None:
        base = teller.words(f"cap.base.{found[0].cap.base_rule}")
        source = rule.source if rule.verified and rule.source else teller.words("check.unverified")
        output.line(teller.words("cap.said", clause=rule.clause, base=base, source=source))


def _cap(view: CapView) -> dict[str, object]:
    return {
        "group": "all" if view.whole else view.group,
        "base": view.cap.base,
        "base_rule": view.cap.base_rule,
        "cap": view.cap.cap,
        "top": view.cap.top,
        "headroom": view.cap.headroom,
        "over": view.cap.over,
    }


def _tried(pairs: list[str], view: ComparisonView) -> dict[str, str | None]:
    """``ORG=LEVEL`` pairs as levels by organisation; raises ``Refused`` for either that is not known."""
    tried: dict[str, str | None] = {}
    for pair in pairs:
        name, sign, level = pair.rpartition("=")
        if not sign or not (view.scheme.has(level) or level == "none"):
            known = ", ".join(each.code for each in view.scheme.levels)
            raise Refused("unknown_level", level=level, cycle=view.cycle, levels=known)
        tried[named(name)] = level
    return tried


def pairs(texts: list[str] | None) -> dict[str, str]:
    """``NAME=VALUE`` pairs as typed; raises ``Refused("bad_pair")`` for one without the sign."""
    read: dict[str, str] = {}
    for text in texts or []:
        name, sign, value = text.partition("=")
        if not sign:
            raise Refused("bad_pair", text=text)
        read[name.strip()] = value.strip()
    return read
