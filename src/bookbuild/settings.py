"""``book.toml`` as it was read, and the places of its keys for those who find fault with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bookbuild.bookconfig import BookConfig
from bookbuild.config import read_config
from bookbuild.diagnostics import Location, Report
from bookbuild.model import Project
from bookbuild.textfiles import read_source, shown_path
from bookbuild.tomlplaces import KeyPath, key_places


@dataclass(frozen=True, slots=True)
class Settings:
    """A book's settings; ``path`` is where they stand, or would stand."""

    config: BookConfig
    path: str = "book/book.toml"
    places: Mapping[KeyPath, tuple[int, int]] = field(default_factory=dict)

    def at(self, *key: str | int) -> Location:
        """Return the place of a key, or the file where it has none."""
        return Location(self.path, *self.places.get(key, (0, 0)))


def load_settings(project: Project, report: Report) -> Settings | None:
    """Read the project's ``book.toml``, if it has one; None where it cannot be read."""
    if project.config_file is None:
        return Settings(BookConfig())
    source = read_source(project, project.config_file, report)
    config = read_config(source, report) if source is not None else None
    if source is None or config is None:
        return None
    path = shown_path(project, project.config_file)
    return Settings(config, path, key_places(source.text))
