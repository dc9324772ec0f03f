"""bookbuild: interviews in Markdown become an EPUB, a PDF and a web page."""

__version__ = "0.1.0"
