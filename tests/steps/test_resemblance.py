"""Laws of near duplicates: which pairs are looked at, and what makes one."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsmill.identity import plain_words
from newsmill.steps import resemblance
from newsmill.steps.resemblance import DeduplicateParams, Pairs, blocks, candidates, compared
from newsmill.steps.shingles import shingles

PARAMS = DeduplicateParams()


def sketches(*sets):
    texts = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    return texts, np.array([h for one in sets for h in sorted(one)], np.int32)


def pairs_of(*sets, arriving=None):
    is_arriving = np.ones(len(sets), bool) if arriving is None else np.isin(np.arange(len(sets)), arriving)
    found = candidates(*sketches(*sets), is_arriving)
    return set(zip(found.later.tolist(), found.earlier.tolist(), strict=True))


def text(first, last):
    return " ".join(f"word{n}" for n in range(first, last))


def judged(one, other, params=PARAMS):
    found = shingles([plain_words(one), plain_words(other)])
    pairs = Pairs(np.array([1]), np.array([0]))
    return [(pair.kind, round(pair.score, 2)) for pair in compared(pairs, found, np.array([0, 1]), params)]


@given(st.lists(st.sets(st.integers(-20, 20), max_size=12), max_size=8))
def test_candidates_are_the_pairs_that_share_enough_of_the_smaller_sketch(sets):
    wanted = {
        (later, earlier)
        for later in range(len(sets))
        for earlier in range(later)
        if len(sets[later] & sets[earlier]) >= max(2, 0.4 * min(len(sets[later]), len(sets[earlier])))
    }
    assert pairs_of(*sets) == wanted


def test_hashes_sorted_in_pieces_make_the_same_pairs(monkeypatch):
    rng = random.Random(2)
    sets = [set(rng.sample(range(-40, 40), 12)) for _ in range(40)]
    whole = pairs_of(*sets)
    monkeypatch.setattr(resemblance, "_MOST_SORTED", 100)
    assert pairs_of(*sets) == whole != set()


def test_blocks_hold_all_pairs_in_order_and_few_texts_each():
    pairs = Pairs(np.arange(100) + 200, np.arange(100) // 2)
    pieces = list(blocks(pairs, 10))
    assert np.concatenate([piece.later for piece in pieces]).tolist() == pairs.later.tolist()
    assert np.concatenate([piece.earlier for piece in pieces]).tolist() == pairs.earlier.tolist()
    assert {len(np.unique(np.concatenate(piece))) for piece in pieces[:-1]} <= {10, 11}
    assert list(blocks(Pairs(np.empty(0, np.int64), np.empty(0, np.int64)), 10)) == []


def test_the_later_text_of_a_pair_arrives():
    same = {1, 2, 3}
    assert pairs_of(same, same, same, arriving=[1]) == {(1, 0)}


def test_what_very_many_share_pairs_each_with_the_first_few_alone():
    count = resemblance._MOST_PAIRED + 10
    found = pairs_of(*[{1, 2, 3}] * count)
    assert {later for later, _ in found} == set(range(1, count))
    assert {earlier for _, earlier in found} == set(range(resemblance._FIRST))


def test_a_phrase_of_the_trade_makes_no_pairs_of_texts_that_share_nothing_else():
    sets = [{1, 2, *range(100 * n, 100 * n + 30)} for n in range(1, 80)]
    assert pairs_of(*sets) == set()


def test_the_same_text_but_for_some_words_is_near():
    assert judged(text(0, 100), text(3, 103)) == [("near", 0.94)]


def test_a_text_within_a_longer_one_is_contained_and_the_longer_one_contains_it():
    assert judged(text(0, 100), text(20, 60)) == [("contained", 1.0)]
    assert judged(text(20, 60), text(0, 100)) == [("contains", 1.0)]


def test_texts_that_share_half_are_no_duplicates():
    assert judged(text(0, 100), text(50, 150)) == []


def test_a_number_that_differs_is_not_looked_over():
    weekly = "Claims for jobless benefits came to {} last week, the Labor Department said on Thursday, and the four week average to {}"
    assert (
        judged(
            weekly.format("301,000", "298,000"),
            weekly.format("322,000", "315,000"),
            PARAMS.model_copy(update={"min_words": 5}),
        )
        == []
    )


def test_short_texts_are_no_near_duplicates():
    assert judged(text(0, 29), text(0, 29)) == []
    assert judged(text(0, 30), text(0, 30)) == [("near", 1.0)]


@pytest.mark.parametrize(("near_jaccard", "kinds"), [(0.9, ["near"]), (0.99, ["contained"])])
def test_the_threshold_is_a_setting(near_jaccard, kinds):
    params = DeduplicateParams(near_jaccard=near_jaccard)
    assert [kind for kind, _ in judged(text(0, 100), text(3, 103), params)] == kinds


def test_pairs_of_real_length_are_found_by_their_sketches():
    rng = random.Random(5)
    vocabulary = [f"word{n}" for n in range(4000)]
    originals = [rng.choices(vocabulary, k=rng.randrange(120, 400)) for _ in range(60)]
    copies = [
        [word if rng.random() > 0.02 else rng.choice(vocabulary) for word in words] for words in originals
    ]
    plain = [" ".join(words).encode() for words in [*originals, *copies]]
    kept = shingles(plain, 8)
    texts = np.repeat(np.arange(len(plain)), np.diff(kept.offsets))
    pairs = candidates(texts, kept.hashes.astype(np.uint32).view(np.int32), np.ones(len(plain), bool))
    found = compared(pairs, shingles(plain), np.arange(len(plain)), PARAMS)
    assert {pair.later - 60 for pair in found if pair.kind == "near"} >= {
        at for at in range(60) if _jaccard(originals[at], copies[at]) >= PARAMS.near_jaccard
    }
    assert all(pair.later == pair.earlier + 60 for pair in found)


def _jaccard(one, other):
    mine, its = ({tuple(words[at : at + 5]) for at in range(len(words) - 4)} for words in (one, other))
    return len(mine & its) / len(mine | its)
