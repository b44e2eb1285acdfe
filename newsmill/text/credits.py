"""Credits of pictures as no story has them in its text: `(AP Photo/Jane Doe)`, `Photo: Jane Doe`, `Submitted photo`."""

import re
from typing import Final

_NAME: Final = r"(?:[A-Z]\.|[A-ZÀ-Þ@](?:[\w'’@/-]|\.(?=\w))*)"
_NAMES: Final = rf"{_NAME}(?:(?:\s?/\s?|\s-\s|,\s|\s)(?:{_NAME}|of|the|de|van|von))*"
_AGENCY: Final = r"(?:AP|AFP|EPA|UPI|Reuters|Getty(?: Images)?|Shutterstock|iStock|Alamy)"
# `told AP`, `an AP interview`, `the AP`: the agency as a source and not as a credit.
_NOT_SAID: Final = "".join(
    rf"(?<!\b{word} )"
    for word in ["told", "the", "by", "to", "for", "in", "of", "and", "with", "an", "a", "from"]
)
_CREDIT: Final = re.compile(
    rf"(?:\b(?:[Pp]hoto(?:s|graph)?|[Ii]mage|[Pp]icture|[Ii]llustration|[Vv]ideo)\s?(?:credits?|courtesy)?\s?(?:\bby\b|\bvia\b|:|courtesy of)\s?{_NAMES}"
    rf"|\b[Cc]redits?\s?(?::|\.\.\.|…)\s?(?:{_AGENCY}|{_NAMES})"
    r"|[(\[][A-Z][\w .'’-]{2,40}/[A-Z][\w .'’-]{1,30}[)\]]"
    rf"|[(\[][^()\[\]]{{0,40}}(?:\b{_AGENCY}\b|\b[Pp]hoto|\b[Ff]ile\b|\b[Cc]redit|\b[Ii]mages?\b|\b\w+\.com\b)[^()\[\]]{{0,40}}[)\]](?:\s{_AGENCY})?"
    rf"|\b(?:Submitted|File|Handout|Courtesy)\s[Pp]hoto\b|/\s?{_AGENCY}(?:\s[Ff]ile)?|©\s?{_NAMES}"
    rf"|{_NOT_SAID}\b(?:AP|AFP|EPA|Getty Images)(?:\s[Ff]ile)?)\.?$"
)
_LONGEST: Final = 110


def ends_with_credit(caption: str) -> bool:
    """Whether a caption ends with a credit that no story has in its text.

    >>> ends_with_credit("The harbour of Split (AP Photo/Jane Doe)"), ends_with_credit("He told AP")
    (True, False)
    """
    return _CREDIT.search(caption[-_LONGEST:]) is not None
