"""Organizations in languages without a trained recogniser: known ones, and what names and the words around say."""

from newsmill.enrich.organizations.find import OrganizationSpan, find_organizations
from newsmill.enrich.organizations.words import LANGUAGES

__all__ = ["LANGUAGES", "OrganizationSpan", "find_organizations"]
