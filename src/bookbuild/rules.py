"""The catalogue: every kind of fault that bookbuild knows, in one table.

A code is an area and three digits. It is never reused and never renumbered.
"""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# -- CFG: book.toml -------------------------------------------------------------------------------
BROKEN_TOML = Rule("CFG-001", "broken-toml", ERROR, "book.toml is not TOML")
UNKNOWN_KEY = Rule("CFG-002", "unknown-key", WARNING, "a key that bookbuild does not know")
WRONG_TYPE = Rule("CFG-003", "wrong-type", ERROR, "a key holds the wrong type of value")
BAD_VALUE = Rule("CFG-004", "bad-value", ERROR, "a key holds a value that makes no sense there")
MISSING_KEY = Rule("CFG-005", "missing-key", ERROR, "a table lacks a key that it needs")
MISSING_CHAPTER = Rule("CFG-006", "missing-chapter", ERROR, "a listed chapter does not exist")
DUPLICATE_CHAPTER = Rule("CFG-007", "duplicate-chapter", ERROR, "a chapter is listed twice")
UNKNOWN_THEME = Rule("CFG-008", "unknown-theme", ERROR, "no theme has this name")
UNUSED_ALLOWANCE = Rule("CFG-009", "unused-allowance", WARNING, "an [[allow]] that matches nothing")
TITLE_CHOSEN = Rule("CFG-010", "title-chosen", NOTE, "the build chose the book's title")
DATE_CHOSEN = Rule("CFG-011", "date-chosen", NOTE, "the build chose the edition's date")
AMBIGUOUS_ALIAS = Rule("CFG-012", "ambiguous-alias", WARNING, "a label that two speakers share")
OUTSIDE_CHAPTER = Rule("CFG-013", "outside-chapter", ERROR, "a chapter outside the project")
BAD_EPOCH = Rule("CFG-014", "bad-epoch", ERROR, "SOURCE_DATE_EPOCH is no time")
HALF_A_CLAIM = Rule(
    "CFG-015", "half-a-claim", ERROR, "a claim of conformance, or who makes it, but not both"
)

# -- SRC: files -----------------------------------------------------------------------------------
UNREADABLE_FILE = Rule("SRC-001", "unreadable-file", ERROR, "a file that cannot be read")
UNDECODABLE_FILE = Rule("SRC-002", "undecodable-file", ERROR, "a text file that is not UTF-8")
EMPTY_BOOK = Rule("SRC-003", "empty-book", ERROR, "a book without a chapter")
BROKEN_FRONT_MATTER = Rule(
    "SRC-004", "broken-front-matter", ERROR, "front matter that is not YAML or TOML"
)
BAD_FRONT_MATTER = Rule(
    "SRC-005", "bad-front-matter-value", WARNING, "a front matter value of the wrong type"
)
DRAFT_LEFT_OUT = Rule("SRC-006", "draft-left-out", NOTE, "a chapter marked as a draft")
CONTROL_CHARACTER = Rule(
    "SRC-007", "control-character", WARNING, "a character that no book can print"
)
EMPTY_CHAPTER = Rule("SRC-008", "empty-chapter", WARNING, "a chapter without text")
README_LEFT_OUT = Rule("SRC-009", "readme-left-out", NOTE, "a README among the chapters")
UNLISTED_CHAPTER = Rule(
    "SRC-010", "unlisted-chapter", NOTE, "a chapter that book.toml does not list"
)

# -- TRN: turns and speakers ----------------------------------------------------------------------
UNKNOWN_SPEAKER = Rule("TRN-001", "unknown-speaker", WARNING, "a label outside the roster")
INFERRED_SPEAKER = Rule("TRN-002", "inferred-speaker", NOTE, "a turn without a label in the text")
DOUBTFUL_LABEL = Rule("TRN-003", "doubtful-label", NOTE, "what looks like a label is taken as text")
BAD_DIRECTIVE = Rule("TRN-004", "bad-directive", WARNING, "a directive that settles no block")
UNSPOKEN_TEXT = Rule("TRN-005", "unspoken-text", NOTE, "text among turns that nobody speaks")

# -- ACC: what everybody can read -----------------------------------------------------------------
LOW_CONTRAST = Rule("ACC-001", "low-contrast", WARNING, "a colour that is hard to read on white")
DOUBTFUL_CLAIM = Rule(
    "ACC-002", "doubtful-claim", WARNING, "a claim of conformance that the book contradicts"
)

# -- FIG: pictures --------------------------------------------------------------------------------
MISSING_PICTURE = Rule("FIG-001", "missing-picture", WARNING, "a picture that is not there")
BAD_PICTURE = Rule("FIG-002", "bad-picture", WARNING, "a picture that cannot be read")
REMOTE_PICTURE = Rule("FIG-003", "remote-picture", WARNING, "a picture on the network")
OUTSIDE_PICTURE = Rule("FIG-004", "outside-picture", WARNING, "a picture outside the project")
NO_DESCRIPTION = Rule(
    "FIG-005", "no-description", WARNING, "a picture with neither alt nor caption"
)
CAPTION_AS_ALT = Rule("FIG-006", "caption-as-alt", NOTE, "a picture described by its caption alone")
WRONG_SUFFIX = Rule("FIG-007", "wrong-suffix", NOTE, "a picture that is not what its name says")
STILL_PICTURE = Rule("FIG-008", "still-picture", NOTE, "an animation of which a frame is shown")
BROKEN_ALTERNATIVES = Rule("FIG-009", "broken-alternatives", ERROR, "an alt.toml that is not TOML")
BAD_ALTERNATIVE = Rule(
    "FIG-010", "bad-alternative", WARNING, "an entry of alt.toml that says nothing"
)
UNUSED_ALTERNATIVE = Rule(
    "FIG-011", "unused-alternative", NOTE, "an entry of alt.toml that is about no picture"
)
DEAD_FIGURE = Rule("FIG-012", "dead-figure-reference", WARNING, "a reference to no figure")
SAME_NUMBER = Rule("FIG-013", "same-figure-number", WARNING, "one number on two figures")
UNMADE_COVER = Rule("FIG-014", "unmade-cover", WARNING, "a cover that cannot be drawn here")

# -- LNK, NTE, MRK: the text ----------------------------------------------------------------------
DEAD_LINK = Rule("LNK-001", "dead-link", WARNING, "a link to nothing in the book")
UNDEFINED_NOTE = Rule("NTE-001", "undefined-note", WARNING, "a call to a note that is not there")
UNUSED_NOTE = Rule("NTE-002", "unused-note", WARNING, "a note that nothing calls")
REMOVED_MARKUP = Rule("MRK-001", "removed-markup", WARNING, "HTML that a book cannot hold")
DUPLICATE_ID = Rule("MRK-002", "duplicate-id", ERROR, "one id on two elements of a chapter")
LOST_WORDS = Rule("MRK-003", "lost-words", ERROR, "words that an edition lost, moved or added")

# -- LNG, CSS, FNT, EPB, PDF: the editions --------------------------------------------------------
LANGUAGE_CHOSEN = Rule("LNG-001", "language-chosen", NOTE, "the build chose the language")
NO_WORDING = Rule("LNG-002", "no-wording", NOTE, "no words of the build's own in this language")
FOREIGN_STYLE = Rule("CSS-001", "bad-style", WARNING, "a style that the engine does not take")
ADDED_WORDS = Rule("CSS-002", "added-words", WARNING, "words that a stylesheet adds to the pages")
DROPPED_STYLE = Rule("CSS-003", "dropped-style", WARNING, "a style that some e-readers drop")
FORCED_STYLE = Rule("CSS-004", "forced-style", WARNING, "a style that takes a reader's choice away")
FRAGILE_STYLE = Rule("CSS-005", "fragile-style", WARNING, "a style that breaks on some e-readers")
MISSING_FONT = Rule("FNT-001", "missing-font", ERROR, "a character that no font has")
UNSET_COVER = Rule("FNT-002", "unset-cover", WARNING, "a cover that lacks text no font can set")
BAD_FONT = Rule("FNT-003", "bad-font", WARNING, "a font file that cannot be used")
EMBEDDING_FORBIDDEN = Rule(
    "FNT-004", "embedding-forbidden", WARNING, "a font that may not be embedded"
)
SYSTEM_FONT = Rule("FNT-005", "system-font", NOTE, "a font of this machine is used")
UNKNOWN_FONT = Rule("FNT-006", "unknown-font", WARNING, "a font that is not installed")
FOREIGN_FACE = Rule("FNT-007", "foreign-face", WARNING, "text in the characters of another region")
UNEMBEDDED_CHARACTER = Rule(
    "FNT-008", "unembedded-character", NOTE, "a character that no embedded font has"
)
EPUB_ENGINE = Rule("EPB-001", "epub-engine", WARNING, "EbookLib complained")
NO_PAGES = Rule("EPB-002", "no-pages", ERROR, "a file that gives no page numbers")
OTHER_BOOK = Rule("EPB-003", "other-book", WARNING, "page numbers of another book")
UNPLACED_PAGE = Rule("EPB-004", "unplaced-page", NOTE, "a page that is nowhere in the EPUB")
LONG_BLOCK = Rule("EPB-005", "long-block", NOTE, "a block too long for old reading devices")
DOUBTFUL_PAGES = Rule(
    "EPB-006", "doubtful-pages", WARNING, "page numbers that may not be those on paper"
)
PDF_ENGINE = Rule("PDF-001", "pdf-engine", WARNING, "WeasyPrint complained")
MISSING_LIBRARY = Rule("PDF-002", "missing-library", ERROR, "the PDF engine cannot be loaded")
ENGINE_FAILURE = Rule("PDF-003", "engine-failure", ERROR, "a style that the PDF engine fails at")

RULES: tuple[Rule, ...] = (
    BROKEN_TOML,
    UNKNOWN_KEY,
    WRONG_TYPE,
    BAD_VALUE,
    MISSING_KEY,
    MISSING_CHAPTER,
    DUPLICATE_CHAPTER,
    UNKNOWN_THEME,
    UNUSED_ALLOWANCE,
    TITLE_CHOSEN,
    DATE_CHOSEN,
    AMBIGUOUS_ALIAS,
    OUTSIDE_CHAPTER,
    BAD_EPOCH,
    HALF_A_CLAIM,
    UNREADABLE_FILE,
    UNDECODABLE_FILE,
    EMPTY_BOOK,
    BROKEN_FRONT_MATTER,
    BAD_FRONT_MATTER,
    DRAFT_LEFT_OUT,
    CONTROL_CHARACTER,
    EMPTY_CHAPTER,
    README_LEFT_OUT,
    UNLISTED_CHAPTER,
    UNKNOWN_SPEAKER,
    INFERRED_SPEAKER,
    DOUBTFUL_LABEL,
    BAD_DIRECTIVE,
    UNSPOKEN_TEXT,
    LOW_CONTRAST,
    DOUBTFUL_CLAIM,
    MISSING_PICTURE,
    BAD_PICTURE,
    REMOTE_PICTURE,
    OUTSIDE_PICTURE,
    NO_DESCRIPTION,
    CAPTION_AS_ALT,
    WRONG_SUFFIX,
    STILL_PICTURE,
    BROKEN_ALTERNATIVES,
    BAD_ALTERNATIVE,
    UNUSED_ALTERNATIVE,
    DEAD_FIGURE,
    SAME_NUMBER,
    UNMADE_COVER,
    DEAD_LINK,
    UNDEFINED_NOTE,
    UNUSED_NOTE,
    REMOVED_MARKUP,
    DUPLICATE_ID,
    LOST_WORDS,
    LANGUAGE_CHOSEN,
    NO_WORDING,
    FOREIGN_STYLE,
    ADDED_WORDS,
    DROPPED_STYLE,
    FORCED_STYLE,
    FRAGILE_STYLE,
    MISSING_FONT,
    UNSET_COVER,
    BAD_FONT,
    EMBEDDING_FORBIDDEN,
    SYSTEM_FONT,
    UNKNOWN_FONT,
    FOREIGN_FACE,
    UNEMBEDDED_CHARACTER,
    EPUB_ENGINE,
    NO_PAGES,
    OTHER_BOOK,
    UNPLACED_PAGE,
    LONG_BLOCK,
    DOUBTFUL_PAGES,
    PDF_ENGINE,
    MISSING_LIBRARY,
    ENGINE_FAILURE,
)
