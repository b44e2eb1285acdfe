import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.text import caption_shape, insertions, seams
from newsmill.text import credits as picture_credits
from newsmill.text.insertions import find_insertion, read_insertions
from newsmill.text.seams import (
    CAPTION_ENDS,
    CAPTION_STARTS,
    FAR_REACH,
    REACH,
    WRONG_JOIN,
    Junctions,
    token_spans,
    tokens_of,
)

CAPTION = "Workers leave the plant in Ohio"
PAGE = f"The club said it had been {CAPTION} unable to agree a new contract with the player. It would not say why."


def test_a_caption_without_any_mark_is_found_whole():
    found = find_insertion(PAGE)
    assert found is not None
    assert PAGE[found.start : found.end] == f" {CAPTION}"
    assert found.score >= 1


def test_every_piece_of_evidence_has_a_weight_and_the_score_is_their_sum():
    weights = json.loads(files("newsmill").joinpath("data/cleaning/caption_weights.json").read_bytes())
    readings = read_insertions(PAGE)
    assert all(set(reading.evidence) == set(weights) for reading in readings)
    best = max(sum(weights[name] * value for name, value in one.evidence.items()) for one in readings)
    assert find_insertion(PAGE).score == pytest.approx(best)


def test_the_junctions_of_a_caption_look_like_seams_and_others_do_not():
    tokens = tokens_of(PAGE)
    junctions = Junctions(PAGE)
    first = tokens.index("Workers")
    last = first + len(tokens_of(CAPTION))
    positions = junctions.may_start()
    assert first in positions
    starts = junctions.odds(positions, positions, CAPTION_STARTS)
    assert positions[starts.argmax()] == first
    at = np.array([last])
    assert junctions.odds(at, at, CAPTION_ENDS)[0] > 0


def test_a_network_as_a_table_gives_what_it_gives_as_itself(monkeypatch):
    junctions = Junctions(PAGE)
    rng = np.random.default_rng(1)
    # A network that sees four words on each side, written as one that sees seven: nothing depends on the outer ones.
    vectors = rng.normal(size=junctions._model.second.vectors.shape).astype(np.float32)
    capital, bias = rng.normal(size=vectors.shape[1]), rng.normal(size=16)
    inner = rng.normal(size=(2 * REACH, vectors.shape[1], 16))
    hidden = np.zeros((2 * FAR_REACH, *inner.shape[1:]))
    hidden[FAR_REACH - REACH : FAR_REACH + REACH] = inner
    outputs, offsets = rng.normal(size=(4, 16)) / 10, rng.normal(size=4)
    arrays = [array.astype(np.float32) for array in (capital, inner.reshape(-1, 16), bias, outputs, offsets)]
    near = seams._Network(vectors, *arrays)
    far = near._replace(hidden=hidden.reshape(-1, 16).astype(np.float32))
    model = junctions._model._replace(search=seams._Table.of(near), second=far)
    monkeypatch.setattr(junctions, "_model", model)
    lefts, rights = np.arange(12), np.arange(12) + np.array([0, 4, 9] * 4)
    for kind in (CAPTION_STARTS, CAPTION_ENDS, WRONG_JOIN):
        exact = junctions.closer_odds(lefts, rights, np.full(12, kind))
        assert junctions.odds(lefts, rights, kind) == pytest.approx(exact, abs=0.1)


def test_the_network_that_looks_closer_is_asked_about_every_reading(monkeypatch):
    monkeypatch.setattr(insertions, "_junctions", Junctions)  # without what is kept
    before = {(one.start, one.end): one.evidence for one in read_insertions(PAGE)}
    model = seams._model()
    second = model.second._replace(offsets=model.second.offsets + np.float32(1))
    monkeypatch.setattr(seams, "_model", lambda: model._replace(second=second))
    after = {(one.start, one.end): one.evidence for one in read_insertions(PAGE)}
    assert before
    for span, evidence in before.items():
        for name, more in (("start", 0.5), ("end", 0.5), ("join", -0.5)):
            assert after[span][name] == pytest.approx(evidence[name] + more, abs=1e-4)


def test_the_evidence_does_not_depend_on_what_was_read_before():
    before = read_insertions(PAGE)
    find_insertion("Zorblax’s unheard-of Quuxes fribbled the wibbling Snorks while they Mimsied.")
    assert read_insertions(PAGE) == before


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "A", "One two three four five six seven Eight", "a B " * 400]
)
def test_short_and_odd_texts_have_readings_or_none(text):
    for reading in read_insertions(text):
        assert 0 <= reading.start < reading.end <= len(text)


def test_no_caption_runs_over_the_end_of_a_paragraph():
    text = PAGE.replace(" unable", ".\n\nUnable")
    assert all("\n\n" not in text[reading.start : reading.end] for reading in read_insertions(text))


def test_tokens_and_spans_agree():
    text = "“We’ll go,” said Zoë O’Brien-Smith of the U.S.\n\nIt rained £5."
    assert [text[slice(*span)] for span in token_spans(text, 0, 100)] == tokens_of(text)


@pytest.mark.parametrize("sign", caption_shape._MARK_SIGNS)
def test_no_sign_of_a_label_or_a_credit_is_overlooked(sign):
    text = f"It was said{sign} by whom"
    assert caption_shape.may_hold_marks(text)
    assert Junctions(text).may_hold_marks


def test_the_vocabulary_is_at_hand_as_it_would_be_read():
    pieces = seams._model().pieces
    known = dict(pieces)
    assert len(known) > 15_000
    for piece in ("the", "Obama", "said", "Photo", "caption", ",", "(", "U.S", "2019"):
        assert pieces.__missing__(piece) == pieces[piece]
    words = [word for word in known if word != seams._LONE_BREAK][:: len(known) // 500]
    assert all(pieces.__missing__(word) == known[word] for word in words)


def test_a_text_without_a_word_has_one_junction():
    assert Junctions("").count == Junctions(" ").count == 1
    assert find_insertion("") is None


def test_an_agency_that_is_named_as_a_source_is_no_credit():
    assert caption_shape.shape(" France Presse (AFP)", " reported. Riots also flar")["credit"] == 0
    assert caption_shape.shape(" US marshals, AP", " said. Defense lawyers con")["credit"] == 0
    assert (
        caption_shape.shape(" Marshals in Ohio (AP Photo/Ann Lee)", " said on Monday that it wo")["credit"]
        == 1
    )
    assert caption_shape.shape(" Marshals in Ohio (AP)", " a new contract with the ")["credit"] == 1


@pytest.mark.parametrize(
    ("before", "caption", "after"),
    [
        ("The club left its key ticket price", "Credit: Jeff Doe/AFP/Getty Images", "unchanged at 20 pounds for a third year"),
        ("She was felled by the midfielder", "Harbour (AP Photo/Ann Lee)", "and had to leave the field before the break"),
        ("A report by the wildlife trust said", "Image caption Otters have come back to the river", "that the numbers had doubled in a year"),
    ],
)  # fmt: skip
def test_a_credit_or_a_label_is_read_whatever_the_odds_of_the_words_around_it(
    monkeypatch, before, caption, after
):
    monkeypatch.setattr("newsmill.text.insertions._pairs", lambda *_: [])
    text = (
        f"It rained. {before} {caption} {after}. It was the first time in ten years that this had been seen."
    )
    assert f" {caption}" in {text[one.start : one.end] for one in read_insertions(text)}


def test_no_pair_is_read_twice():
    text = PAGE.replace(CAPTION, f"{CAPTION} (AP Photo/Ann Lee)")
    spans = [(one.start, one.end) for one in read_insertions(text)]
    assert len(spans) == len(set(spans)) > 1


_WORDS = st.sampled_from(
    [
        "Photo:", "(AP", "Photo/Ann", "Lee)", "Credit:", "Credit...", "Getty", "Images", "said", "the", "Jane", "Doe/AFP", "(EPA-EFE)", "©",
        "Submitted", "photo", "told", "AP", "file", "Image", "caption", "[Ann", "Lee/Reuters]", "(onmeth.com)", ".", ",", "\n\n", "of", "video",
        "a" * 70, "Picture", "courtesy", "Left:", "An", "artist's", "This", "FILE", "File:", "PHOTO:", "Pictured:", "by",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_credits_are_looked_for_only_where_they_may_be_and_none_is_missed(text):
    everywhere = [match.end() for match in picture_credits._CREDIT_WITHIN.finditer(text)]
    assert set(everywhere) <= set(picture_credits.credit_ends(text))


@settings(deadline=None)
@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_labels_start_with_a_capital_after_a_space(text):
    matches = (match.start() for match in caption_shape._LABEL.finditer(text))
    expected = {at for at in matches if at and text[at - 1] == " " and text[at].isupper()}
    assert expected <= set(caption_shape.label_starts(text))


def test_a_credit_is_found_from_a_sign_at_its_end():
    text = "He said (Maximilian Wohlgemuth-Ahrensdorf/Zeitung) that it would rain."
    assert [text[:end][-9:] for end in picture_credits.credit_ends(text)] == ["/Zeitung)"]


@pytest.mark.parametrize(
    "credit",
    [
        "(Yonhap)", "(EPA-EFE)", "(Foto: dpa)", "(PA Wire)", "(Image: Channel 4)", "(Supplied: Lawrence Roe)", "(ABC News: Jane Doe)", "(EFE/Javier Roe)",
        "(Jane Doe/CBC)", "Photograph: Jane Doe for the Guardian", "CREDIT: JANE DOE", "PHOTO: ST FILE", "Pic: PA", "Jane Doe/Sun-Times", "REUTERS/Jane Doe",
        "Credit: Getty - Contributor", "Photo Credit: J. Doe", "Jane Doe/POLITICO via AP", "© Jane Doe/dpa",
    ],
)  # fmt: skip
def test_credits_are_read_in_the_forms_that_sites_print(credit):
    caption = f"Workers leave the plant {credit}"
    assert picture_credits.ends_with_credit(caption)
    assert len(caption) in picture_credits.credit_ends(f"{caption} that he would")


@pytest.mark.parametrize(
    "prose",
    [
        "the space agency (NASA)", "the main opposition party (PSOE)", "the International Monetary Fund/World Bank", "he told AP", "a photo by the pool",
        "soldiers (Missing in Action/Prisoner of War)", "he works for the Guardian",
    ],
)  # fmt: skip
def test_prose_that_names_a_house_ends_with_no_credit(prose):
    assert not picture_credits.ends_with_credit(prose)


@pytest.mark.parametrize(
    ("label", "is_template"),
    [
        ("Image caption, Sales rose", True), ("Image source, Getty", True), ("FILE PHOTO: The bank", True), ("WATCH Police storm a hotel", True),
        ("Video: Police storm a hotel", False), ("Clockwise from top left: Jane Doe", False), ("From left, Jane Doe", False), ("File photo of a ship", False),
    ],
)  # fmt: skip
def test_labels_that_a_template_writes_weigh_more(label, is_template):
    shape = caption_shape.shape(f" {label}", " that he would")
    assert (shape["label"], shape["template_label"]) == (1, is_template)
    assert caption_shape.label_starts(f"He said {label} that he would")[0] == 8


def test_a_credit_whose_second_half_follows_is_cut_short():
    assert caption_shape.shape(" The plant Credit: Getty", " - Contributor said")["credit_goes_on"] == 1
    assert (
        caption_shape.shape(" The plant Credit: Getty - Contributor", " said that it")["credit_goes_on"] == 0
    )


def test_a_credit_alone_is_told_from_one_behind_a_caption():
    alone = caption_shape.shape(" Photo: Jane Doe", " said that it would rain")
    behind = caption_shape.shape(" The harbour of Split. Photo: Jane Doe", " said that it would rain")
    assert (alone["lone_credit"], alone["plain_credit"]) == (1, 0)
    assert (behind["lone_credit"], behind["plain_credit"]) == (0, 1)


def test_a_text_full_of_credits_is_read_at_its_first_ones_only():
    text = (
        "He went to see the Harbour of Split (AP Photo/Ann Lee) and Image caption The old mill at night. "
        * 300
    )
    most = insertions._MOST_READINGS + 2 * insertions._MOST_MARKS * insertions._MOST_MARKED
    assert 100 < len(read_insertions(text)) <= most


def test_a_dot_within_a_name_ends_no_credit():
    assert picture_credits.credit_ends("The bridge, Ann Lee/AFP.com reports that it would rain.") == []
    text = "The bridge, Ann Lee/AFP. It would rain."
    assert [text[:end][-4:] for end in picture_credits.credit_ends(text)] == ["/AFP"]
