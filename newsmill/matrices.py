"""Products of matrices on one core."""

from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# Multiplications of a product that OpenBLAS leaves to one thread.
LARGEST_PRODUCT: Final = 1 << 18


def product(rows: Floats, matrix: Floats) -> Floats:
    """Product of two matrices in pieces so small that BLAS uses no threads, which wait busily for more when they are done."""
    size = max(1, LARGEST_PRODUCT // matrix.size)
    pieces = [rows[at : at + size] @ matrix for at in range(0, len(rows), size)]
    return np.concatenate(pieces) if len(pieces) > 1 else pieces[0]
