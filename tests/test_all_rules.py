"""The pages of all rules, which the documentation makes from the rule sets."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from attribution import Construction, Cue, Layout, Mention, RuleSet, rulesets

DOCS = Path(__file__).parent.parent / "docs"
SPEC = importlib.util.spec_from_file_location("all_rules", DOCS / "all_rules.py")
assert SPEC is not None
assert SPEC.loader is not None
all_rules = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(all_rules)

COLON = Construction(
    "source-cue-colon",
    "<name:source> <cue:cue> <colon> <words:content>",
    frame="that",
    matches=["Moor said: rain,  and wind.", "Moor said: rain."],
    precision=0.75,
)
LETTER = Layout("letter", r"Dear\ all:\ (?P<content>.+)", matches=["Dear all: we won."])
MAYOR = Mention("mayor-name", "'mayor' <name:person>", matches=["the mayor Moor"])
SMALL = RuleSet.empty("small").extend(
    cues=[Cue("say", "verbs", "say", frames=["that"], forms=["says", "said", "said", "saying"])],
    constructions=[COLON],
    layouts=[LETTER],
    mentions=[MAYOR],
    pieces={"words": "<!stop>{1,9}"},
)
PAGE = """\
## Constructions

### source-cue-colon

Confidence 0.75, for cues with the frame `that`.

```text
Moor said: rain,  and wind.
```

```text
Moor | said | rain, and wind
```

## Layouts

### letter

Confidence not measured, tried at each paragraph.

```text
Dear all: we won.
```

```text
- | - | we won.
```

## Mentions

### mayor-name

```text
the mayor Moor
```
"""


def test_page_shows_each_rule_with_an_example() -> None:
    assert "\n".join(all_rules.page(SMALL)) == PAGE


@pytest.mark.parametrize("name", ["en", "de"])
def test_each_rule_of_a_shipped_set_has_an_anchor(name: str) -> None:
    source = [(DOCS / "rules" / f"{name}.md").read_text(encoding="utf-8")]
    all_rules.insert_rules(None, f"rules/{name}", source)
    rules = rulesets.load(name)
    every: list[Construction | Layout | Mention] = []
    every += [*rules.constructions, *rules.layouts, *rules.mentions]
    assert re.findall("^### (.+)$", source[0], re.MULTILINE) == [rule.name for rule in every]
    assert "all rules of" not in source[0]
