"""Titles as a catalogue sorts them: without the article that they begin with, where it is one.

Only definite articles, and English "a": elsewhere the word for "a" is the one for "one". Where the
word may be another, as German "das" in "Das war's", what follows decides; in doubt, none is seen.
"""

import re

# By language: what may be the article, and what follows where it is one.
ARTICLES = {
    "en": re.compile(r"(?:The|An?(?!\s(?i:and|as|for|in|is|of|or|the|to|was)\b))\s(?=\w)"),
    "fr": re.compile(r"(?:Les?|La)\s(?!(?:moins|plus|quel)\b)(?=\w)|L['’](?=\w)"),
    "es": re.compile(r"(?:El|La|Los|Las)\s(?!(?:de|del|que)\b)(?=\w)"),
    "de": re.compile(r"(?:Der|Die|Das)\s(?=[A-ZÄÖÜ0-9])"),  # a noun, or a name made of nouns
    "pt": re.compile(r"(?:Os?|As)\s(?!(?:da|de|do|que)\b)(?=\w)"),  # "A" may be "to"
    "it": re.compile(r"(?:Il|Lo|Gli|I|La|Le)\s(?!che\b)(?=\w)|L['’](?=\w)"),
    "nl": re.compile(r"(?:De|Het)\s(?!(?:is|was|zijn)\b)(?=\w)"),
}


def title_to_sort(title: str, language: str) -> str:
    """Return ``title`` with its article at the end, "Yard, The"; empty where it has none."""
    articles = ARTICLES.get(language.split("-")[0].lower())
    found = articles.match(title) if articles else None
    if found is None:
        return ""
    return f"{title[found.end() :]}, {found[0].strip()}"
