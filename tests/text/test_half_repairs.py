import pytest

from newsmill.text.edits import Draft
from newsmill.text.encoding import repair_mojibake


def repaired(text: str) -> str:
    draft = Draft(None, text)
    repair_mojibake(draft)
    return draft.text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("JuliÃ¡n left GuantÃ¡namo.", "Julián left Guantánamo."),
        ("He was dÃ©jÃ\xa0 there.", "He was déjà there."),
        # The last byte of a closing quotation mark was lost: what follows is a blank and no byte of a dagger.
        ("â€œYes,â€ she said. â€œNo.â€", "“Yes,” she said. “No.”"),
        ("He said voilÃ le travail.", "He said voilà le travail."),
    ],
)
def test_broken_words_are_made_whole(broken, whole):
    assert repaired(broken) == whole


@pytest.mark.parametrize(
    "text",
    [
        # A second byte was lost: nobody knows which letter it was.
        "He was naÃ to say so in GuantA\u0303.",
        # Broken twice, and decomposed after: half a repair is none.
        "FranA\u0303\x83A\u0302\xa7ois went home.",
    ],
)
def test_half_a_repair_is_none(text):
    assert repaired(text) == text
