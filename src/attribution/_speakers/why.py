"""Why a source stands for whom it stands for: the preferences by their names."""

from __future__ import annotations

import enum

DESCRIPTION = "description"


class Why(enum.Enum):
    """A preference that may decide whom a source stands for, as `explain` names it.

    The rule says what the source is read as, the detail which preference of that rule decided.

    >>> Why.SPOKE_LAST.rule, Why.SPOKE_LAST.detail
    ('pronoun', 'who spoke last')
    >>> Why.NAME.rule, Why.NAME.detail
    ('name', '')
    """

    rule: str
    detail: str

    NAME = "name", ""
    NAME_WITH_ROLE = "name", "behind its role"
    NAME_APPOSED = "name", "behind the description"
    NAME_BEHIND_CLAUSE = "name", "behind the clause"
    NAME_DESCRIBED = "name", "before the description"
    NAME_AT_END = "name", "at the end"
    ACCOUNT = "name", "account"
    HOST = "name", "before an aside with another name"
    SEVERAL = "names", "several speakers"

    WRITER = "pronoun", "writer of the article"
    FIRST_PERSON = "pronoun", "first person"
    ASKED = "pronoun", "asked by the last speaker"
    SPOKE_LAST = "pronoun", "who spoke last"
    SUBJECT_NAMED = "pronoun", "subject before"
    SUBJECT_DESCRIBED = "pronoun", "described subject before"
    NAMED = "pronoun", "name before"
    RELATIVE = "pronoun", "relative before"
    NAMED_LATER = "pronoun", "named later"
    ANTECEDENT = "pronoun", "named before it"
    UNRESOLVED = "pronoun", "unresolved"

    SPOKE_SO = DESCRIPTION, "spoke so before"
    HOLDER = DESCRIPTION, "person with this role"
    HOLDER_LATER = DESCRIPTION, "named with this role later"
    EPITHET = DESCRIPTION, "last person named"
    OFFICER = DESCRIPTION, "last person without an office"
    BODY_OF_KIND = DESCRIPTION, "body of this kind"
    BODY_NEAR = DESCRIPTION, "body named before"
    BODY_SPOKE = DESCRIPTION, "body that spoke before"
    BODY_OF_SPEAKER = DESCRIPTION, "body of the speaker"
    BODY_FIRST = DESCRIPTION, "body that a sentence begins with"
    AUTHOR = DESCRIPTION, "author of these words"
    UNNAMED = DESCRIPTION, "unnamed"

    INTERVIEWEE = "interview", "person whom the text above is about"

    LABEL = "mark before the words", ""
    LABEL_AGAIN = "mark before the words", "bearer of a label before"

    TURN_LAST_BUT_ONE = "turn", "who spoke last but one"
    TURN_CALLED = "turn", "who is called by name"
    TURN_SCENE = "turn", "who acts in the paragraph before"
    TURN_OTHER = "turn", "who spoke before the last"
    TURN_HEARD = "turn", "last speaker of this gender"
    TURN_RENAMED = "turn", "the other speaker of this gender"
    TURN_NEXT_BUT_ONE = "turn", "who speaks next but one"

    def __init__(self, rule: str, detail: str) -> None:
        """Take the two parts of a member."""
        self.rule = rule
        self.detail = detail


NAMES = frozenset(
    {
        Why.NAME,
        Why.NAME_WITH_ROLE,
        Why.NAME_APPOSED,
        Why.NAME_BEHIND_CLAUSE,
        Why.NAME_DESCRIBED,
        Why.NAME_AT_END,
    }
)
"""Those that read the name of somebody in the register."""
SUBJECTS = frozenset({Why.SUBJECT_NAMED, Why.SUBJECT_DESCRIBED})
"""Those that find the subject of a sentence before."""
