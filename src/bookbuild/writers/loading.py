"""The PDF engine is loaded where it is needed first, and may be missing."""

import warnings

from bookbuild.writers.fontconfig import private_fonts

HINT = "apt install libpango-1.0-0 libpangoft2-1.0-0, or on macOS: brew install pango"


def load_weasyprint() -> str:
    """Load WeasyPrint, and return what it lacks on this machine; nothing if it can be used."""
    try:
        # It looks for fonts when it is loaded, and warns where there are none.
        with private_fonts(), warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No fonts configured", UserWarning)
            import weasyprint  # noqa: F401, PLC0415
    except OSError as error:  # what it raises where Pango is not installed
        return f"the PDF engine lacks a library of the system: {error}".split("\n")[0]
    return ""
