"""``identifiers.py``: good ones and bad ones. ISBNs in book.toml: ``test_config.py``."""

import pytest

from bookbuild.identifiers import (
    check_address,
    check_doi,
    check_identifier,
    check_isbn,
    doi_address,
    isbn_13,
)


@pytest.mark.parametrize(
    ("isbn", "digits"),
    [
        ("9780306406157", "9780306406157"),
        ("978-0-306-40615-7", "9780306406157"),
        ("978 0 306 40615 7", "9780306406157"),
        ("978‑0‑306‑40615‑7", "9780306406157"),  # hyphens that do not break
        ("0-306-40615-2", "9780306406157"),
        ("0-8044-2957-x", "9780804429573"),
        ("979-10-90636-07-1", "9791090636071"),
    ],
)
def test_an_isbn_has_13_digits(isbn: str, digits: str) -> None:
    assert check_isbn(isbn) is None
    assert isbn_13(isbn) == digits
    assert check_isbn(digits) is None


@pytest.mark.parametrize("doi", ["10.1000/182", "doi:10.1000/182", "https://doi.org/10.1000/182"])
def test_a_doi_is_known_in_every_form(doi: str) -> None:
    assert check_doi(doi) is None
    assert doi_address(doi) == "https://doi.org/10.1000/182"


@pytest.mark.parametrize("doi", ["10.1000", "11.1000/182", "10.1/2 3", "doi"])
def test_what_is_no_doi_is_told(doi: str) -> None:
    assert check_doi(doi) is not None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("urn:uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427", ""),
        ("URN:NBN:de:101:1-201102033592", ""),
        ("https://example.org/id/7", ""),
        ("9780306406157", "is an ISBN"),
        ("10.1000/182", "is a DOI"),
        ("urn:uuid:1234", "is no UUID"),
        ("urn:x", "is no identifier"),
        ("book seven", "is no identifier"),
    ],
)
def test_an_identifier_names_for_good(text: str, fault: str) -> None:
    found = check_identifier(text)
    assert (found[0] if found else "") == fault


@pytest.mark.parametrize("text", ["example.org", "ftp://example.org", "https://", "https:// x"])
def test_an_address_is_whole(text: str) -> None:
    assert check_address(text) is not None
