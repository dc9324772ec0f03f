"""Who speaks where: the turns of the document, by speaker and section."""

from collections.abc import Iterable, Mapping, Sequence

from bookbuild.model import Roster, Speaker
from bookbuild.xhtml import Element

Appearances = Mapping[str, Mapping[str, Sequence[str]]]
"""Id of a speaker → id of a section → ids of the turns there; all in the order of the book."""


def appearances(sections: Iterable[Element], roster: Roster) -> Appearances:
    """Return where each speaker of ``roster`` speaks, alone or with others.

    A turn of a joint label is the label's and each of its members'.
    """
    speakers = {speaker.name: speaker for speaker in roster.speakers}
    found: dict[str, dict[str, list[str]]] = {}
    for section in sections:
        home = section.get("id", "")
        for turn in section.iter("section"):
            if (speaker := speakers.get(turn.get("data-speaker", ""))) is not None:
                for person in (speaker.id, *speaker.members):
                    turns = found.setdefault(person, {}).setdefault(home, [])
                    turns.append(turn.get("id", ""))
    return found


def members_of(label: Speaker, roster: Roster) -> list[Speaker]:
    """Return those who speak together under a joint label; nobody where it is one person's."""
    return [speaker for speaker in roster.speakers if speaker.id in label.members]
