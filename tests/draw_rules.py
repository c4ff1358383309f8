"""Draws docs/rules/ from the rules themselves: `make docs`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from supervision.conduct.rules import RULES, Rule
from supervision.words import _, speaking

FOLDER = Path(__file__).parents[1] / "docs" / "rules"
Row = tuple[str, str]
#: What may be tuned comes with the rule and not from the office's campaign.
NOWHERE: Any = None


def cards() -> dict[str, str]:
    """Each file's name with what it says: one card a rule, and their list."""
    made = {f"{code}.md": "\n".join(_card(rule)) for code, rule in sorted(RULES.items())}
    return made | {"README.md": "\n".join(_list())}


def _list() -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield (
        "One card a rule, drawn from the code (`make docs`): the same sentences that stand on the rule's "
        "page and in its Word card, where its parameters in force with their approved history and how it has "
        "done stand as well. A rule finds, a person judges."
    )
    yield ""
    yield "| rule | 规则 | lamp | looks again after |"
    yield "|---|---|---|---|"
    for code, rule in sorted(RULES.items()):
        english, chinese = _both(lambda rule=rule: rule.title)
        with speaking("en"):
            again = sorted(shape.label for shape in rule.needs) + ["Every day"] * rule.daily
            lamp = rule.severity.label
        yield f"| [{code}]({code}.md) {english} | {chinese} | {lamp} | {', '.join(again)} |"
    yield ""


def _card(rule: Rule[Any]) -> Iterator[str]:
    english, chinese = _both(lambda: rule.title)
    yield f"# {rule.code} {english}"
    yield ""
    yield f"{chinese} · version {rule.version}. It only points; a person judges."
    yield ""
    yield "| | | 中文 |"
    yield "|---|---|---|"
    for heading, (one, other) in _rows(rule):
        yield f"| **{heading}** | {_cell(one)} | {_cell(other)} |"
    yield ""


def _rows(rule: Rule[Any]) -> Iterator[tuple[str, Row]]:
    yield "Sees", _said(rule.sees)
    yield "Fires when", _said(rule.condition)
    yield "Why it matters", _said(rule.why)
    for number, innocent in enumerate(rule.innocent, start=1):
        yield f"What else explains it ({number})", _said(innocent)
    for datum in rule.data:
        what, owed = _said(datum.chinese), _said(datum.owed_by)
        yield "Needs", (f"{what[0]} ({owed[0]})", f"{what[1]}（{owed[1]}）")
    shipped = rule.params(NOWHERE) if rule.knobs else None
    for name, knob in rule.knobs.items():
        term, unit = _said(rule.terms.get(name, name)), _said(knob.unit)
        value, span = f"{getattr(shipped, name):g}", f"{knob.least:g}–{knob.most:g}"
        english = f"{term[0]}: {value} {unit[0]} as shipped (may be {span})"
        yield "Parameter", (english, f"{term[1]}：出厂值 {value} {unit[1]}（可调 {span}）")
    yield "From", _said(rule.source)


def _said(chinese: str) -> Row:
    with speaking("en"):
        return _(chinese), chinese


def _both(say: Any) -> Row:
    with speaking("en"):
        english = str(say())
    with speaking("zh"):
        return english, str(say())


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, words in cards().items():
        (FOLDER / name).write_text(words, encoding="utf-8")
