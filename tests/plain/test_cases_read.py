"""An organisation that has a remediation case: its state and its date are read out with all that is known of it."""

from __future__ import annotations

from tests.kit.desk import Table
from tests.plain.conftest import Talking
from tests.plain.talk import unheard


def test_the_case_is_read_with_its_organisation_and_listed(talks: Talking, rehearsal: Table) -> None:
    told = talks(rehearsal, "tim 12", "lui", "danh sach", "dang cung co", "thoat")
    assert "Hồ sơ củng cố số 8: Đang thực hiện, hạn 21/12/2019 (QUÁ 6 ngày)." in told.out
    assert "Số 11, Xã Chí Minh." in told.out, "in the list of those in remediation"
    assert unheard(told.out) is None
    told = talks(rehearsal, "find 15", "exit", lang="en")
    assert "slow to improve" in told.out and "Remediation case" not in told.out, "of a bare one the source says all"
