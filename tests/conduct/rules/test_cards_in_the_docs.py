from tests.draw_rules import FOLDER, cards


def test_the_cards_in_the_docs_are_those_of_the_rules() -> None:
    written = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}

    assert written == cards(), "run `make docs`"


def test_no_card_has_a_word_without_its_english() -> None:
    for name, card in cards().items():
        for line in card.splitlines():
            if line.startswith("| **"):
                english = line.split(" | ")[1]
                assert english.isascii() or not any("\u4e00" <= sign <= "\u9fff" for sign in english), name
