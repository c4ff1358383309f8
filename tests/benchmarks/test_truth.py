"""What `make truth` says of the rules: planted cases found, innocent ones left alone."""

from pathlib import Path

import pytest

from benchmarks import truth
from benchmarks.truth import Score
from supervision.conduct.rules import RULES

TRUTH = {
    "planted": {"transfer_before_first": ["A1", "A2"], "deferred_ok": ["B1"], "duplicate": ["C1"]},
    "late_no_approval": ["140302-0001"],
    "inflated_county": "140303",
}


def state(rule: str, subject: str, said: str = "提示") -> dict[str, str]:
    return {"rule": rule, "subject": subject, "state": said}


def test_recall_and_precision_are_counted_from_what_was_planted() -> None:
    scored = truth.scores(
        TRUTH,
        [
            state("IR01", "A1"),
            state("IR01", "X9"),
            state("IR01", "A2", "无法计算"),
            state("PR01", "140303@2022-06-24"),
        ],
    )

    assert (scored["IR01"].recall, scored["IR01"].precision) == (0.5, 0.5)
    assert (scored["IR01"].missed, scored["IR01"].met) == ({"A2"}, False)
    assert (scored["PR01"].recall, scored["PB06"].recall) == (1.0, 0.0)
    assert scored["IR02"].met


def test_an_innocent_case_that_fires_is_told() -> None:
    scored = truth.scores(TRUTH, [state("IR02", "B1")])

    assert scored["IR02"].fired_on_innocent == {"B1"}
    assert not scored["IR02"].met
    assert Score().recall is None


def test_a_kind_that_no_rule_is_known_for_is_not_passed_over() -> None:
    with pytest.raises(KeyError, match="unheard_of"):
        truth.scores({"planted": {"unheard_of": ["A1"]}}, [])


@pytest.mark.parametrize("folder", truth.SAMPLES, ids=lambda folder: folder.name)
def test_every_planted_case_of_the_sample_cities_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not folder.exists():
        pytest.skip(f"{folder} is not on this machine")

    assert truth.main([str(folder)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == folder.name
    assert any(line.split()[:1] == ["IR01"] and line.split()[3] == "1.00" for line in lines)


def test_in_a_county_with_something_planted_for_every_rule_each_finds_that_and_nothing_else() -> None:
    found = truth.planted_county()

    assert set(found) == set(RULES)
    assert {rule: sorted(score.missed) for rule, score in found.items() if score.missed} == {}
    assert {rule: score.found - score.planted for rule, score in found.items() if score.precision != 1} == {}
    assert sum(len(score.innocent) for score in found.values()) >= 20
