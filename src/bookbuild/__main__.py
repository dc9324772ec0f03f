"""``python -m bookbuild``."""

from bookbuild.cli import main

main(prog_name="bookbuild")
