import pytest

from supervision.conduct import classifying
from supervision.conduct.categories import Category, Kind


@pytest.mark.parametrize(
    ("text", "category", "words"),
    [
        ("窗口人员索要 好处费，还要烟酒。", Category.EXTORTION, ("索要", "好处费", "烟酒")),
        ("开发商代收契税三年不办证。", Category.TAX_COLLECTED, ("代收契税",)),
        ("只能找中介，代办费八千。", Category.FORCED_AGENCY, ("只能找中介",)),
        ("小产权房混入清单。", Category.PIGGYBACK, ("小产权", "混入")),
        ("一拖再拖，没人管。", Category.SLOW_WORK, ("一拖再拖", "没人管")),
        ("弄虚作假，虚报办证数。", Category.INFLATED, ("弄虚作假", "虚报")),
    ],
)
def test_a_category_is_suggested_with_the_words_it_rests_on(
    text: str, category: Category, words: tuple[str, ...]
) -> None:
    hints = {hint.choice: hint.words for hint in classifying.categories(text)}

    assert hints[category] == words


def test_what_most_words_speak_for_comes_first() -> None:
    (first, *_rest) = classifying.categories("推诿、拖延、超期，最后要红包。")

    assert first.choice is Category.SLOW_WORK


def test_nothing_is_suggested_where_no_word_speaks_for_anything() -> None:
    assert classifying.categories("今天天气很好。") == []
    assert classifying.kinds("") == []


def test_the_kind_of_a_letter_is_suggested_too() -> None:
    assert classifying.kinds("本人不服处分决定，提出申诉。")[0].choice is Kind.APPEAL
    assert classifying.kinds("与开发商的合同纠纷，法院判决后仍未退房。")[0].choice is Kind.OUTSIDE


def test_every_category_but_the_last_has_words_of_its_own() -> None:
    assert set(classifying.CATEGORY_WORDS) == set(Category) - {Category.OTHER}
    assert all(classifying.CATEGORY_WORDS.values())
