import numpy as np
import pytest

from newsmill.matrices import LARGEST_PRODUCT, product


@pytest.mark.parametrize("count", [1, 2, 20, 41])
def test_a_product_in_pieces_is_the_product(count):
    matrix = np.random.default_rng(0).standard_normal((LARGEST_PRODUCT // (20 * 64), 64), dtype=np.float32)
    rows = np.random.default_rng(1).standard_normal((count, len(matrix)), dtype=np.float32)
    assert product(rows, matrix) == pytest.approx(rows @ matrix, rel=1e-3, abs=1e-3)
