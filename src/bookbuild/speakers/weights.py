"""What each finding about a label counts: for a speaker's label, or against it."""

from collections.abc import Mapping

# By the name that an editor reads. Each is set against a sum of 3, from which on a label is a
# speaker's (``weighing.ENOUGH``): a full name that comes back reaches it with one thing more.
WEIGHTS: Mapping[str, float] = {
    # what the label looks like
    "in the roster": 9.0,  # whatever else speaks against it
    "of somebody in the roster": 3.0,
    "opens a remark": -9.0,
    "lone letter": -3.0,
    "initial": -0.5,
    "names a part in the talk": 3.0,
    "a name follows": -6.0,  # Interviewer: Ana Costa
    "strangers together": -2.0,
    "looks like a name": 1.0,
    "lower case": -1.0,
    "small letters": -1.0,
    "no name": -6.0,
    "digits": -2.0,
    "long": -2.0,
    # how often, and where
    "every block has a label": 1.5,
    "has a time": 2.0,
    "set off": 0.75,
    "in the middle of a line": -2.0,
    "no space": -3.0,
    "in a list": -1.5,
    "no colon": -1.5,
    "lead-in": -1.5,
    "line of credits": -4.0,
    "says nothing": -4.0,  # 00:00 Opening, 03:10 The flood
    "clause": -2.0,  # each time
    "a value follows": -2.5,
    # in the talk
    "asks": 0.75,
    "follows a question": 0.75,
    "takes turns with others": 1.0,
    # beside the speakers
    "set as the other labels are": 1.0,
    "like another label of theirs": 2.0,
    "set unlike the other labels": -0.5,
    "among topics": -2.5,
    "between speakers": 0.75,
    "answers a speaker": 1.0,
    "stands where a turn begins": 1.5,
    "set so beside a roster": 1.0,  # whoever lists the people means an interview
}
ONCE: Mapping[str, float] = {"in a list": -2.5, "lead-in": -3.0}  # for a label that stands once
# For a label that stands once in a list or in the middle of a line, where others come back so.
USUAL = -1.0
LETTER_WITH_PARTNER = 4.0  # "names a part in the talk": Q where there is an A
WORD_OR_LETTERS = 0.5  # "looks like a name": one word, or two to four capitals
OTHER_ENDING = -2.0  # "set unlike the other labels": none of which ends so
WITHOUT_TIME = -2.0  # "set unlike the other labels": all of which have one
BACK_ONCE, EACH_TIME, MOST_BACK = 0.5, 0.75, 3.0  # "comes back"
NAMED, NAMED_MOST = 1.0, 3.0  # "named in the text"; and half of the name's weight
NAMED_CASELESS = 2.0  # the same, where letters have no case and a name may be any word
# What is found anew as more speakers are known.
COMPARED = (
    "set as the other labels are",
    "like another label of theirs",
    "set unlike the other labels",
    "among topics",
    "between speakers",
    "answers a speaker",
    "stands where a turn begins",
    "set so beside a roster",
)
# What speaks against a mere topic.
KNOWN = {
    "named in the text",
    "like another label of theirs",
    "names a part in the talk",
    "has a time",
    "follows a question",
}
