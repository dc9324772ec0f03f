"""What a book is known by: ISBN, DOI and other addresses that stay; what is wrong with one.

Each check says what is wrong with a text, and how to mend it; None: nothing.
"""

import re

ISBN = re.compile(r"97[89][0-9]{10}|[0-9]{9}[0-9X]")
DOI = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?(10\.[0-9]{4,9}/[^\s\"<>]+)", re.IGNORECASE)
UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[^\s\"<>]+", re.IGNORECASE)  # RFC 8141
ADDRESS = re.compile(r"https?://[^\s\"<>/]+(?:/[^\s\"<>]*)?", re.IGNORECASE)


def check_isbn(isbn: str) -> tuple[str, str] | None:
    """Check the digits of an ISBN; hyphens and spaces part them as one likes."""
    digits = _digits(isbn)
    if not ISBN.fullmatch(digits):
        return "is not an ISBN", "it has 13 digits, 978 or 979 first, or 10, the last perhaps an X"
    last = _check_digit(digits[:-1])
    if digits[-1] == last:
        return None
    return "has a wrong digit", f"compare each digit: if all others are right, the last is {last}"


def isbn_13(isbn: str) -> str:
    """Return the 13 digits of a good ISBN: shops know no others since 2007."""
    digits = _digits(isbn)
    if len(digits) == 13:
        return digits
    body = f"978{digits[:-1]}"
    return body + _check_digit(body)


def check_doi(doi: str) -> tuple[str, str] | None:
    """Check that a text is a DOI, bare, behind ``doi:`` or as its address."""
    if DOI.fullmatch(doi):
        return None
    return "is not a DOI", 'it begins with 10. and has a slash, as in "10.1000/182"'


def doi_address(doi: str) -> str:
    """Return a good DOI as the address that its handbook asks for (DOI Handbook §3.5)."""
    found = DOI.fullmatch(doi)
    return f"https://doi.org/{found[1]}" if found else ""


def check_identifier(text: str) -> tuple[str, str] | None:
    """Check that a text is an address that names things: a URN, or one of the web."""
    if text.casefold().startswith("urn:uuid:") and not UUID.fullmatch(text):
        return "is no UUID", "it has 32 digits from 0 to f, in groups of 8, 4, 4, 4 and 12"
    if URN.fullmatch(text) or ADDRESS.fullmatch(text):
        return None
    if ISBN.fullmatch(_digits(text)):
        return "is an ISBN", f'write isbn = "{text}"'
    if DOI.fullmatch(text):
        return "is a DOI", f'write doi = "{text}"'
    return "is no identifier", 'write a URN such as "urn:uuid:…", or an address of the web'


def check_address(text: str) -> tuple[str, str] | None:
    """Check that a text is an address of the web."""
    if ADDRESS.fullmatch(text):
        return None
    return "is no address of the web", 'write all of it, as in "https://example.org/report"'


def _digits(isbn: str) -> str:
    return re.sub(r"[\s\u2010-\u2015-]", "", isbn).upper()


def _check_digit(body: str) -> str:
    """Return the last digit of the ISBN that starts with these 9 or 12 (ISO 2108:2017 Annex B)."""
    if len(body) == 9:
        weighted = sum(weight * int(d) for weight, d in zip(range(10, 1, -1), body, strict=True))
        return "0123456789X"[-weighted % 11]
    return str(-sum(int(d) for d in body[::2] + body[1::2] * 3) % 10)
