import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from newsmill.identity import content_digest, digest


@given(st.text(st.one_of(st.sampled_from("aB9_-,. \n\tÄß½ﬁ’”"), st.characters()), max_size=20))
def test_a_content_is_its_letters_and_digits_without_case_whatever_parts_them(text):
    plain = unicodedata.normalize("NFKC", f"\n{text}").casefold()
    assert content_digest(None, text) == digest("content", re.sub(r"[\W_]+", " ", plain).strip())
