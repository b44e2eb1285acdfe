import json
from importlib.resources import files

import numpy as np
import pytest

from newsmill.text import caption_shape, seams
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
    before = {(one.start, one.end): one.evidence for one in read_insertions(PAGE)}
    model = seams._model()
    second = model.second._replace(offsets=model.second.offsets + np.float32(1))
    monkeypatch.setattr(seams, "_model", lambda: model._replace(second=second))
    after = {(one.start, one.end): one.evidence for one in read_insertions(PAGE)}
    assert before
    for span, evidence in before.items():
        for name, more in (("start", 0.5), ("end", 0.5), ("join", -0.5)):
            assert after[span][name] == pytest.approx(evidence[name] + more, abs=1e-4)


@pytest.mark.parametrize("count", [1, 2, 7, 400])
def test_a_product_in_pieces_is_the_product(count):
    rng = np.random.default_rng(1)
    rows, matrix = rng.normal(size=(count, 336)), rng.normal(size=(336, 112))
    assert seams._product(rows, matrix) == pytest.approx(rows @ matrix)


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
