"""Labels of stamps: the words by which a page says that a time is the publication's, an update's or the printing's."""

import re
from enum import IntEnum
from typing import Final, NamedTuple


class Says(IntEnum):
    """What a stamp's time is, in the order in which they date an article."""

    PUBLISHED = 0
    UPDATED = 1
    PRINTED = 2


_PUBLISHED: Final = (
    "published", "posted", "uploaded", "added", "issued", "release", "released", "publish date", "publication date", "date published",
    "date posted", "publicado", "publicada", "fecha de publicación", "data de publicação", "publié", "publiée",
    "date de publication", "veröffentlicht", "pubblicato", "pubblicata", "data di pubblicazione", "опубликовано",
    "дата публикации", "опубліковано", "opublikowano", "data publikacji", "gepubliceerd", "publicatiedatum",
    "yayınlanma", "yayınlanma tarihi", "yayın tarihi", "δημοσίευση", "δημοσιεύθηκε", "δημοσιεύτηκε", "publicerad", "publicerat",
    "publiceret", "publisert", "julkaistu", "zveřejněno", "publikováno", "megjelent", "publicat", "objavljeno", "发布时间",
    "发布日期", "發布時間", "發布日期", "公開日", "公開日時", "掲載日", "配信", "입력", "등록", "פורסם", "प्रकाशित", "تاريخ النشر", "نشر",
)  # fmt: skip
_UPDATED: Final = (
    "updated", "update", "modified", "edited", "mis à jour", "mise à jour", "dernière mise à jour", "modifié", "modifiée", "actualizado",
    "actualizada", "última actualización", "atualizado", "última atualização", "aggiornato", "aggiornata", "modifica", "modificato",
    "ultimo aggiornamento", "aktualisiert", "zuletzt aktualisiert", "обновлено", "оновлено", "aktualizacja", "aktualizováno",
    "bijgewerkt", "aangepast", "laatste update", "laatst bijgewerkt", "güncelleme", "güncelleme tarihi", "güncellenme", "güncellenme tarihi",
    "son güncelleme", "ενημέρωση", "τελευταία ενημέρωση", "uppdaterad", "opdateret", "oppdatert", "päivitetty", "frissítve",
    "actualizat", "更新", "更新时间", "更新時間", "更新日", "更新日時", "最終更新", "수정", "עודכן", "עדכון אחרון", "अपडेट", "آخر تحديث",
)  # fmt: skip
# When the page was shown or made, or nobody knows what of.
_PRINTED: Final = ("printed", "date", "time", "дата", "stand", "created", "erstellt")


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


_AFTER: Final = (
    r"(?![^\W\d_])(?:\s+(?:on|at|le|el|il|am|em|en|op|den|dne|в|في)(?=[\s\d:]))?(?:\s*[:：|–-])?\s*"
)
_LABEL: Final = re.compile(
    r"\s*(?:(?:first|last|originally)\s+)?"
    rf"(?:(?P<published>{_any_of(_PUBLISHED)})|(?P<updated>{_any_of(_UPDATED)})|(?P<printed>{_any_of(_PRINTED)})){_AFTER}",
    re.IGNORECASE,
)
_LABEL_WITHIN: Final = re.compile(
    r"(?<![^\W_])(?:(?:first|last|originally)\s+)?"
    rf"(?:(?P<published>{_any_of(_PUBLISHED)})|(?P<updated>{_any_of(_UPDATED)})){_AFTER}",
    re.IGNORECASE,
)


_WORD: Final = re.compile(r"\s*([^\W\d_][^\s\d:：|–-]*)")
# Looked up before the patterns are tried: few lines begin with any of them.
_FIRST_WORDS: Final = frozenset(
    ["first", "last", "originally", *(words.split()[0] for words in _PUBLISHED + _UPDATED + _PRINTED)]
)


class Label(NamedTuple):
    """A label within a line: where it starts, where the time that it speaks of does, and what it says."""

    start: int
    end: int
    says: Says


def first_label(line: str) -> Label | None:
    """Find the label that a line starts with.

    >>> first_label("Mis à jour le 3 mai 2019")
    Label(start=0, end=14, says=<Says.UPDATED: 1>)
    """
    word = _WORD.match(line)
    if word is None or word[1].lower() not in _FIRST_WORDS:
        return None
    match = _LABEL.match(line)
    return None if match is None else _label(match)


def labels_within(line: str) -> list[Label]:
    """Find the labels of publication and update anywhere in a line.

    >>> [label.says.name for label in labels_within("Published: 3 June 2019 | Updated: 5 June 2019")]
    ['PUBLISHED', 'UPDATED']
    """
    return [_label(match) for match in _LABEL_WITHIN.finditer(line)]


def _label(match: re.Match[str]) -> Label:
    says = Says[(match.lastgroup or "printed").upper()]
    return Label(match.start(), match.end(), says)
