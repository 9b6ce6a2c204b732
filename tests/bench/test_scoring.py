"""The scorecard: what counts as found, as wrong, and as neither."""

from __future__ import annotations

import pytest

from bench.scoring import Verdict, score, worst
from bench.traffic.writing import Truth


def truth(number: int, kind: str, size: int = 0) -> Truth:
    return Truth(str(number), kind, 0, size, f"claim {number}")


def verdict(number: int, outcome: str, *reasons: str) -> Verdict:
    return Verdict(str(number), outcome, list(reasons), "a1")


def test_precision_is_of_the_reason_and_recall_of_the_fraud() -> None:
    found = score(
        [truth(1, "ring", 50), truth(2, "ring", 50), truth(3, "honest"), truth(4, "ring", 5)],
        [verdict(1, "held", "ring"), verdict(2, "valid"), verdict(3, "held", "ring"),
         verdict(4, "held", "ring")],
    )  # fmt: skip

    assert found["kinds"]["ring strong"] == {"precision": 2 / 3, "recall": 0.5, "clicks": 2}
    assert found["kinds"]["ring weak"]["recall"] == 1.0
    assert found["honest_held"] == 1.0


def test_duplicates_are_left_aside_but_as_repeats() -> None:
    found = score(
        [truth(1, "script"), truth(2, "honest"), truth(3, "repeat")],
        [verdict(1, "rejected", "repeat_24h"), verdict(2, "rejected", "double_click"),
         verdict(3, "rejected", "repeat_24h")],
    )  # fmt: skip

    assert found["kinds"]["script"]["recall"] is None
    assert found["honest_rejected"] == 0.0
    assert found["kinds"]["repeat"]["recall"] == 1.0


def test_who_is_hurt_by_camouflage_is_honest() -> None:
    found = score([truth(1, "camouflage")], [verdict(1, "rejected", "bot")])

    assert found["honest_rejected"] == 1.0


def test_a_claim_of_an_inciter_is_found_by_any_of_its_clicks() -> None:
    one = Truth("1", "incited", 0, 20, "a"), Truth("2", "incited", 0, 20, "a")

    found = score(one, [verdict(1, "held", "incited"), verdict(2, "valid")])

    assert found["incited_claims_15_59"] == {"precision": 1.0, "recall": 1.0, "claims": 1}
    assert found["kinds"]["incited 15-59"]["recall"] == 0.5


def test_the_worst_seed_is_shown_figure_by_figure() -> None:
    good = score([truth(1, "bot")], [verdict(1, "rejected", "bot")])
    bad = score([truth(1, "bot")], [verdict(1, "valid")])

    assert worst([good, bad])["kinds"]["bot"] == {"precision": 1.0, "recall": 0.0}


def test_verdicts_of_another_log_are_refused() -> None:
    with pytest.raises(ValueError, match="met the verdict"):
        score([truth(1, "bot")], [verdict(2, "valid")])
