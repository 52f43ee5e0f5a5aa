"""Roles, other people at the same store, and what becomes of an answer that came too late."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from struct import pack

import pytest

from store.commands.account import add_account, remove_account
from store.commands.assessment import adjust, rate
from store.db.connect import writing
from store.queries.news import newest_entry
from tests.kit.desk import Table
from tests.plain.conftest import Talking
from tests.plain.talk import Line
from tests.plain.test_conversations import of

Lines = Callable[..., Line]


def entries(table: Table) -> int:
    """How many entries the journal has."""
    with table.at_shell():
        return newest_entry()


KEY = b64encode(pack(">I11sI32s", 11, b"ssh-ed25519", 32, bytes(range(32)))).decode()
"""A public key that is nobody's."""

BARRED = {
    "observer": ("chi", 'Vai trò "dự họp" chỉ xem, không '),
    "member": ("dung", 'Vai trò "ủy viên" không '),
    "unknown": ("ai-do", 'Vai trò "dự họp" chỉ xem, không '),
}


@pytest.mark.parametrize(("by", "said"), BARRED.values(), ids=BARRED)
def test_who_only_looks_hears_why(table: Table, talks: Talking, by: str, said: str) -> None:
    """Every action that writes is refused before it asks anything; all can be read."""
    with table.at_shell():
        add_account("an", login="dung", roles=["member"])
    before = entries(table)
    told = talks(table, "giu nguyen", "tim 22", "1", "2", "3", "8", "giay to", "nhan", "lui", "phieu", "2", "4", by=by)
    assert told.out.count(said) == 8
    assert len(told.prompts) == 13
    assert entries(table) == before


def test_the_appraiser_proposes(table: Table, talks: Talking) -> None:
    """The stage is the one of the role."""
    told = talks(table, "tim 22", "1", "tot", "2", "ht", "2", "9 trên 15", "ghi", by="binh")
    assert "22 Xã Kim Đồng, điều chỉnh mức đề xuất, lý do:" in told.prompts
    assert (of(table).proposed_level, of(table).final_level) == ("HT", None)


def test_an_advisory_body_speaks_for_itself(rehearsal: Table, talks: Talking) -> None:
    """Its own opinion and its own lines; another's is refused with the reason."""
    answers = ("tim 17", "giay to", "y kien", "2", "1", "Đồng ý", "lui", "phieu", "2", "I.1", "I.4", "kem")
    told = talks(rehearsal, *answers, by="kiem-tra")
    assert told.out.count("thuộc cơ quan khác") == 2
    assert "Đã ghi ý kiến của Ủy ban Kiểm tra về 17 Xã Tân Minh." in told.out
    assert "cơ quan phụ trách: Kém" in told.out.splitlines()[-2]


def test_a_closed_cycle_and_a_look_only_start_say_so(table: Table, talks: Talking) -> None:
    """``--readonly`` refuses in words, and nothing typed is lost to a fault."""
    told = talks(table, "tim 22", "1", "tot", "ngon ngu", options=("--readonly",))
    assert "Đang mở ở chế độ chỉ xem." in told.out
    assert (told.status, told.err, of(table).self_level) == (0, "", None)


def test_what_others_did_is_told_before_the_next_prompt(table: Table, lines: Lines) -> None:
    """One entry in a sentence, several by their number; all of them at ``tin moi``; one's own never."""
    with lines(table) as an:
        with table.at_shell():
            rate("binh", organisation="xa-kim-dong", self_level="TOT")
        said = "Tin mới. Lúc 09:00, Phó Ban Tổ chức ghi: 22 Xã Kim Đồng, tự xếp loại: Tốt."
        assert said in an.answers("")
        assert "Tin mới" not in an.answers("")
        with table.at_shell():
            rate("binh", organisation="xa-bac-ai", self_level="XS")
            rate("binh", organisation="xa-chi-lang", self_level="HT")
        heard = an.answers("tim 2")
        assert "Tin mới: 2 lần ghi của người khác" in heard
        assert heard.count("1 Xã Chi Lăng, tự xếp loại: Hoàn thành.") == 1
        assert "Tin mới" not in an.answers("1", "2", "lui")
        assert [line.partition(": ")[2] for line in an.answers("8").splitlines()[:-1]] == [
            *("22 Xã Kim Đồng, tự xếp loại: Tốt.", "21 Xã Bắc Ái, tự xếp loại: Xuất sắc."),
            "1 Xã Chi Lăng, tự xếp loại: Hoàn thành.",
        ]
        assert an.ends() == 0


@pytest.mark.parametrize(("answer", "level", "said"), [("giu", "KHT", "Chưa ghi gì."), ("ghi de", "HT", "Đã ghi lúc")])
def test_somebody_was_quicker(table: Table, lines: Lines, answer: str, level: str, said: str) -> None:
    """What changed is said and asked about; level, reason and words are still there."""
    with table.at_shell():
        rate("an", organisation="xa-kim-dong", self_level="TOT")
        add_account("an", login="lan", roles=["secretary"], post="Phó Văn phòng")
    with lines(table) as an:
        an.answers("tim 22", "2", "3", "2", "9 trên 15")
        with table.at_shell():
            adjust("lan", organisation="xa-kim-dong", level="KHT", stage="final", reason="target")
        heard = an.answers("ghi")
        moved = "quyết định: từ chưa có thành Không hoàn thành, lúc 09:00."
        assert f"Phó Văn phòng vừa đổi 22 Xã Kim Đồng, {moved}" in heard
        assert said in an.answers(answer)
        an.ends()
    assert of(table).final_level == level


def test_a_part_that_moved_meanwhile_is_no_conflict(table: Table, lines: Lines) -> None:
    """Another's opinion or grade of the same organisation does not stand in the way of a level."""
    with lines(table) as an:
        an.answers("tim 22", "2", "3", "2", "9 trên 15")
        with lines(table, "binh") as binh:
            binh.answers("tim 22", "phieu", "cham", "1", "tot")
            binh.ends()
        assert "Đã ghi lúc" in an.answers("ghi")
        an.ends()
    assert (of(table).final_level, of(table).note) == ("HT", "9 trên 15")


def test_a_self_rating_that_came_too_late_is_asked_again(table: Table, lines: Lines) -> None:
    """The refusal says how it stands now, and the same question comes again."""
    with lines(table) as an:
        first = an.answers("tim 22", "1")
        with table.at_shell():
            rate("binh", organisation="xa-kim-dong", self_level="XS")
        heard = an.answers("tot")
        assert "Phó Ban Tổ chức vừa đổi 22 Xã Kim Đồng lúc 09:00, nay tự xếp loại: Xuất sắc" in heard
        assert heard.splitlines()[-1] == first.splitlines()[-1]
        assert "tự xếp loại: từ Xuất sắc thành Tốt" in an.answers("tot")
        an.ends()


def test_a_busy_store_loses_no_words(table: Table, lines: Lines) -> None:
    """Another writes for longer than one waits: it is said, and the same answer again records all of it."""
    with lines(table) as an:
        an.answers("tim 22", "2", "3", "2", "9 trên 15")
        with table.at_shell(), writing():
            heard = an.answers("ghi")
        assert "Máy chủ đang bận" in heard
        assert "Lời ghi: 9 trên 15." in heard
        assert "Đã ghi lúc" in an.answers("ghi")
        an.ends()
    assert of(table).note == "9 trên 15"


def test_whoever_is_not_admitted_hears_nothing(table: Table, talks: Talking) -> None:
    """In a store that people come to by keys a stranger is refused before a word of it is said."""
    with table.at_shell():
        add_account("an", login="lan", roles=["member"], key=f"ssh-ed25519 {KEY}")
    told = talks(table, "tong quan", by="ai-do")
    assert (told.status, told.out) == (1, "")
    assert len(told.err.splitlines()) == 1


def test_a_person_whose_account_is_taken_away_is_shown_out(table: Table, lines: Lines) -> None:
    """In the middle of a conversation: it says why and ends, and does not go round in circles."""
    with table.at_shell():
        add_account("an", login="lan", roles=["member"], key=f"ssh-ed25519 {KEY}")
    with lines(table, "lan") as lan:
        lan.answers("tim 22")
        with table.at_shell():
            remove_account("an", login="lan")
        assert lan.is_shown_out("lui") == 1
