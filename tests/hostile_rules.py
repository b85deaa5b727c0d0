"""Rule sets as nobody should write them: files of TOML that are wrong, odd, huge or hostile.

As a script it reads each in a process of its own, and a sentence by what is accepted, and prints
what became of it: read, refused by an error of the library, a bare error, or a hang.
"""

from __future__ import annotations

import argparse
import collections
import multiprocessing
import resource
import sys
import tempfile
import warnings
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import attrs

from attribution import AttributionError, Parser, RuleSet, RuleTimeoutError, rulesets

HEAD = '[ruleset]\nname = "x"\nextends = "en"\n'
ALONE = '[ruleset]\nname = "x"\n'
TEXT = (
    "Ada Moor, the mayor, said on Monday that it rained and the river rose and all fled. It’s late."
)
PATTERN = "<np:source> <cue:cue> <clause:content>"
LINE = r"(?P<source>\w+):(?P<content>.+)"
SECONDS = 40
MEMORY = 5 * 2**30


@attrs.frozen
class Hostile:
    """A file, and a text that is read by it if it is accepted."""

    name: str
    content: str | bytes
    text: str = TEXT
    trusted: bool = False


TABLES = (
    "ruleset", "settings", "without", "precision", "classes", "words", "roles", "names", "calendar",
    "irregular", "endings", "inflection", "pieces", "party_names", "state_names",
    "verbs", "nouns", "adjectives", "prepositions", "adverbs",
    "ends", "readings", "constructions", "mentions", "layouts",
)  # fmt: skip
VALUES = {
    "a number": "3",
    "a text": '"abc"',
    "a list of numbers": "[1]",
    "a table of numbers": "{a = 1}",
    "a table of lists of numbers": "{a = [1]}",
    "rows of lists": "[{name = [], pattern = [1]}]",
    "a day": "2021-01-01",
    "true": "true",
    "rows of what is none": '[{name = "z", pattern = "<x", frame = 3, time_limit = "1"}]',
}


def of_wrong_types() -> Iterator[Hostile]:
    """Give files in which a table, or a key of it, has the wrong type; all are to be refused."""
    for table in TABLES:
        for name, value in VALUES.items():
            head = "" if table == "ruleset" else HEAD
            yield Hostile(f"{table} is {name}", f"{table} = {value}\n{head}")
    for key in ("name", "language", "extends"):
        for value in ("3", "[]", '["en"]', "{}", "true"):
            yield Hostile(f"ruleset.{key} = {value}", f"[ruleset]\n{key} = {value}\n")
    construction = {"name": '"z"', "pattern": f'"{PATTERN}"'}
    layout = {"name": '"z"', "pattern": f"'{LINE}'"}
    cue = {"stance": '"say"', "frames": '["that"]'}
    rows = [
        ("[[constructions]]", construction, "name pattern frame stance matches rejects before"),
        ("[[constructions]]", construction, "precision time_limit sourceless"),
        ("[[layouts]]", layout, "name pattern requires verbatim holds precision time_limit"),
        ("[[readings]]", {"name": '"z"', "pattern": '"<noun:word>"'}, "name drop add matches"),
        ("[[mentions]]", {"name": '"z"', "pattern": '"<name:person>"'}, "name pattern matches"),
        ("[verbs.foghorn]", cue, "stance frames forms plural stances"),
    ]
    for table, row, keys in rows:
        for key in keys.split():
            for value in ("[[]]", "{a = [3]}", "2021-01-01"):
                lines = "".join(f"{k} = {v}\n" for k, v in (row | {key: value}).items())
                yield Hostile(f"{table} {key} = {value}", f"{HEAD}{table}\n{lines}")


def with_wrong_values() -> Iterator[Hostile]:
    """Give files with values of the right type that mean nothing, and some that mean little."""
    rows = {
        "construction": [
            ("precision", "nan -1 2 inf"), ("time_limit", "0 nan -inf 1e-300 1e300"),
            ("frame", '"nope" ""'), ("stance", '"sigh" ""'), ("name", '"" "turn" "\\u0000\\u001b"'),
            ("before", '"nope" ""'), ("pattern", '"" "<" "<nope>" "<cue:cue>" "()" "<any>{9,1}"'),
            ("matches", '["\\u0000"]'), ("foo", "1"),
        ],
        "layout": [
            ("requires", '"x"'), ("holds", '[""]'), ("time_limit", "1e-9 1e300"),
            ("pattern", "'(?P<content>' '(?R)(?P<content>a)' '(?P<content>a){e<=3}'"),
            ("pattern", "'(?P<content>)' '(?P<content>\\Z)'"),
            ("pattern", "'(?P<content>x)(?(DEFINE)(?P<q>(?&q)))(?&q)' '\\p{Foo}(?P<content>a)'"),
            ("pattern", "'(?P<content>(?:a{0,65535}){0,65535})b' '(?P<nope>a)' '['"),
        ],
        "cue": [
            ("stance", '"sigh" ""'), ("frames", '["nope"] [""] []'), ("forms", '["a"] [""]'),
            ("stances", '{that="x"} {nope="say"}'), ("plural", '""'),
        ],
    }  # fmt: skip
    bodies = {
        "construction": ("[[constructions]]", {"name": '"z"', "pattern": f'"{PATTERN}"'}),
        "layout": ("[[layouts]]", {"name": '"z"', "pattern": f"'{LINE}'"}),
        "cue": ("[verbs.foghorn]", {"stance": '"say"', "frames": '["that"]'}),
    }
    for sort, changes in rows.items():
        table, row = bodies[sort]
        for key, values in changes:
            for value in values.split():
                lines = "".join(f"{k} = {v}\n" for k, v in (row | {key: value}).items())
                yield Hostile(
                    f"{sort} {key} = {value}", f"{HEAD}{table}\n{lines}", "Ada: no.\n\naa"
                )


def of_settings() -> Iterator[Hostile]:
    """Give files with settings that no stage can use."""
    values = {
        "features": "3 {a=1} {a=[1]}", "verb_forms": "3 [1] []", "plurals": "3 [3]",
        "modifiers": '3 {a="x"} ["x"] {a=3}', "negated": '3 {a="x"}', "conjugated": "3 [1]",
        "speakers": '3 {foo="x"} {male=3} {male=[3]}', "infix": "3", "capitals": '3 "x"',
        "published": '3 "DATE" ["["] [3] ["DATE("] ["DATE"]',
        "clitics": '3 "s" [1] ["["] ["("] [""]',
        "precision": '3 {turn="x"} {turn=nan} {nope=1}', "nonsense": "3", "date_order": '3 "QQQ"',
        "letter_names": "3 {X=3} {X=[3]}", "demonyms": "3 [3] {a=3}", "role_verbs": "3 {a=3}",
        "genitive_endings": '3 "s" [3]', "day_prepositions": "3 [3]", "ordinal_endings": "3 [3]",
        "party_names": "{a=3}", "state_names": "{a=[]}",
        "spelt_too": '3 ["a"] {a=3} {""="x"} {a="aa"}',
    }  # fmt: skip
    for key, given in values.items():
        for value in given.split():
            yield Hostile(f"settings.{key} = {value}", f"{HEAD}[settings]\n{key} = {value}\n")


def of_odd_files() -> Iterator[Hostile]:
    """Give files that are no TOML, or nested or large without measure."""
    yield Hostile("empty", "")
    yield Hostile("binary", bytes(range(256)))
    yield Hostile("NUL", 'a = "\x00"')
    yield Hostile("no TOML", "this is no TOML")
    yield Hostile("UTF-16", ALONE.encode("utf-16"))
    yield Hostile("byte-order mark", b"\xef\xbb\xbf" + HEAD.encode())
    yield Hostile("100,000 brackets", f"a = {'[' * 100_000}{']' * 100_000}")
    for count in (400, 900, 3000):
        nested = f"q = {'[' * count}{']' * count}"
        yield Hostile(f"{count} brackets in settings", f"{HEAD}[settings]\n{nested}")
        dotted = ".".join(["a"] * count)
        yield Hostile(f"key of {count} parts", f"{HEAD}[settings]\n{dotted} = 1")
        yield Hostile(f"table of {count} parts", f"{HEAD}[settings.{dotted}]\nq = 1")
        quoted = ".".join(['"a b"'] * count)
        yield Hostile(f"quoted key of {count} parts", f"{HEAD}[settings]\n{quoted} = 1")
    yield Hostile("key of 20,000 parts", f"{HEAD}[settings]\n{'.'.join(['a'] * 20_000)} = 1")
    yield Hostile("a name of 100 MB", f'[ruleset]\nname = "{"a" * 100_000_000}"')
    yield Hostile("a pattern of 9 MB", f'{ALONE}[pieces]\na = "{"<noun>" * 1_500_000}"')
    yield Hostile("no pattern of 9 MB", f'{ALONE}[pieces]\na = "{"a" * 9_000_000}"')
    yield Hostile("unknown section", "[nonsense]\na = 1\n")
    yield Hostile("unknown key", HEAD + "foo = 1\n")
    for name in ("nope", "auto", "../en", "/etc/passwd", "x"):
        yield Hostile(f"extends {name}", f'[ruleset]\nname = "x"\nextends = "{name}"\n')
    for name in ("a\\u0000b", "../../etc/passwd", ""):
        yield Hostile(f"named {name}", f'[ruleset]\nname = "{name}"\n')
    row = f'[[constructions]]\nname = "z"\npattern = "{PATTERN}"\n'
    yield Hostile("a name twice", HEAD + row * 2)
    yield Hostile(
        "a million words", f'{HEAD}[classes]\nroles = "{" ".join(_numbered(1_000_000))}"\n'
    )
    classes = "".join(f'{word} = "{word}"\n' for word in _numbered(20_000))
    yield Hostile("20,000 classes", f"{HEAD}[classes]\n{classes}")


def _numbered(count: int) -> list[str]:
    return [f"w{number}" for number in range(count)]


def that_grow() -> Iterator[Hostile]:
    """Give files of little size from which much is to be compiled."""
    laughs = 'p0 = "<noun> <noun>"\n' + "".join(
        f'p{index} = "{f"<p{index - 1}> " * 10}"\n' for index in range(1, 10)
    )
    yield Hostile("a billion laughs", f"{ALONE}[pieces]\n{laughs}")
    for index in (3, 4, 5, 6, 9):
        yield Hostile(f"2 * 10^{index} units", _after_cue(f"<p{index}>", pieces=laughs))
    yield Hostile("a piece in itself", f'{ALONE}[pieces]\na = "<b>"\nb = "<a>"\n')
    yield Hostile("a piece of itself", f'{ALONE}[pieces]\na = "<a>"\n')
    chain = "".join(f'p{i} = "<p{i + 1}>"\n' for i in range(5000)) + 'p5000 = "<noun>"\n'
    yield Hostile("5,000 pieces in each other", f"{ALONE}[pieces]\n{chain}")
    for count in (50, 300, 1000, 5000):
        brackets = "(" * count + "<noun>"
        yield Hostile(f"{count} brackets", _after_cue(brackets + ")" * count))
        yield Hostile(f"{count} optional brackets", _after_cue(brackets + ")?" * count))
    words = "|".join(f"'{word}'" for word in _numbered(20_000))
    yield Hostile("20,000 alternatives", _after_cue(f"({words})"))
    for repeat in ("{1,99999999}", "{0,65536}", "{500}", "{99999999999999999999}"):
        yield Hostile(f"repeated {repeat}", _after_cue(f"<noun>{repeat}"))
    nested = "((((<any>{1,999}){1,999}){1,999}){1,999}){1,999}"
    yield Hostile("repeated five times over", _after_cue(nested))
    groups = "(?P<content>a)" + "".join(f"(?P<g{index}>a)?" for index in range(5000))
    yield Hostile("a layout of 5,000 groups", _layout(groups))
    yield Hostile("a layout of 5,000 brackets", _layout(f"(?P<content>{'(' * 5000}a{')' * 5000})"))
    often = "(((a{1,900}){1,900}){1,900}){1,900}"
    yield Hostile("a layout of many repetitions", _layout(f"(?P<content>{often})"))


def that_run_away() -> Iterator[Hostile]:
    """Give patterns that are small, and take ages on some text."""
    ages, letters = "((<any>*)*)*", "a" * 60
    yield Hostile("construction, to the right", _after_cue(f"{ages} <number>"))
    left = f"<number> {ages} <np:source> <cue:cue> <clause:content>"
    yield Hostile("construction, to the left", _construction(left))
    dropped = 'drop = ["noun"]\n'
    for name, pattern in (
        ("behind", f"{ages} <number> <noun:word>"),
        ("ahead", f"<noun:word> {ages}"),
    ):
        row = f'[[readings]]\nname = "z"\npattern = "{pattern} <number>"\n{dropped}'
        yield Hostile(f"reading, {name}", HEAD + row)
    mentions = {
        "to the right": f"<name:person> {ages} <number:role>",
        "to the left": f"<number:role> {ages} <name:person>",
        "of nobody": f"<number:role> {ages} <number>",
    }
    for name, pattern in mentions.items():
        row = f'[[mentions]]\nname = "z"\nbefore = "{_FIRST_MENTION}"\npattern = "{pattern}"\n'
        yield Hostile(f"mention, {name}", HEAD + row)
    for piece in PIECES:
        old = EN.pieces[piece]
        rules = EN.replace(pieces={piece: f"({ages} <number> <number>)? {old}"})
        yield Hostile(f"piece {piece}", rules.to_toml().replace("time_limit = inf\n", ""))
    for clitic in ("(a|aa)+b", "(?:a+)+b", "\\\\w+"):
        settings = f'{ALONE}[settings]\nclitics = ["{clitic}"]\n'
        yield Hostile(f"clitic {clitic}", settings, f"it’{letters} Ada Moor said so")
    for header, text in ((r"^(?:\w|\w\w)+[!;]DATE", letters), (r"(?:\s+)+x\ DATE", " " * 5000)):
        settings = f"{HEAD}[settings]\npublished = ['{header}']\n"
        yield Hostile(f"header {header}", settings, f"{text} 2021 {TEXT}")
    rows = r"verb = [['^(?:\w|\w\w)+[!;]', 's', 's', 's', 's']]"
    verb = f'[verbs.{letters}]\nstance = "say"\nframes = ["quote"]\n'
    yield Hostile("inflection", f"{HEAD}[inflection]\n{rows}\n{verb}")
    source = r"(?P<source>(?:\w|\w\w)+)[!;]"
    content = "(?P<content>[xy])"
    yield Hostile("layout", _layout(source + content), letters)
    yield Hostile("layout, 50 paragraphs", _layout(source + content), f"{letters}?\n\n" * 50)
    slow = "\n\n".join(["a" * 27 + "? b"] * 200)
    yield Hostile("layout, never over its limit", _layout(source + content), slow)
    yield Hostile("byline", _layout(source), f"“It rained.”\n\n{letters}? b")
    yield Hostile("line", _layout(f"^{source}{content}"), f"{letters}? b")
    for limit in ("1e300", "inf", "1e9"):
        rules_text = _layout(source + content) + f"time_limit = {limit}\n"
        yield Hostile(f"layout, time_limit = {limit}", rules_text, letters)
    names = (f"z{index}" for index in range(60))
    many = "".join(_layout(f"{source}{content}{name}?", name, head="") for name in names)
    yield Hostile("60 layouts", HEAD + many, letters)


EN = rulesets.load("en")
_FIRST = EN.constructions[0].name
_FIRST_MENTION = EN.mentions[0].name
PIECES = ("subject-verb", "proper", "date", "limit", "continuation", "noun-phrase", "addressee")


def _after_cue(pattern: str, pieces: str = "") -> str:
    return _construction(f"<np:source> <cue:cue> {pattern} <clause:content>", pieces)


def _construction(pattern: str, pieces: str = "") -> str:
    table = f"[pieces]\n{pieces}" if pieces else ""
    return (
        f'{HEAD}{table}[[constructions]]\nname = "z"\nbefore = "{_FIRST}"\npattern = "{pattern}"\n'
    )


def _layout(pattern: str, name: str = "z", head: str = HEAD) -> str:
    return f"{head}[[layouts]]\nname = '{name}'\npattern = '{pattern}'\n"


def everything() -> list[Hostile]:
    """Give all files."""
    sorts = (of_wrong_types, with_wrong_values, of_settings, of_odd_files, that_grow, that_run_away)
    return [item for sort in sorts for item in sort()]


# As a script ------------------------------------------------------------------------------------


def outcome(item: Hostile, folder: Path) -> str:
    """Read a file and a text by it, and tell what came of it in a line."""
    path = folder / "x.toml"
    content = item.content
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    try:
        rules = RuleSet.from_toml(path, trusted=item.trusted)
        with warnings.catch_warnings(record=True) as stopped:
            warnings.simplefilter("always", RuleTimeoutError)
            Parser(rules).parse(item.text)
    except AttributionError as error:
        return f"refused {len(str(error))} {str(error).replace(str(folder), '')}"
    except Exception as error:  # noqa: BLE001
        return f"bare {type(error).__name__} {error}"
    return f"read, {len(stopped)} rule(s) stopped" if stopped else "read"


def _in_process(item: Hostile, folder: Path, end: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    end.send(outcome(item, folder))


def fate(item: Hostile, folder: Path) -> tuple[str, float]:
    """Give what becomes of a file, and in how many seconds of the processor."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = context.Process(target=_in_process, args=(item, folder, theirs))
    process.start()
    theirs.close()
    try:
        told = str(ours.recv())
    except EOFError:
        told = "hang, or no memory left"
    process.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print what becomes of each file, and how many of each fate there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only files whose names hold one of these")
    parser.add_argument("--all", action="store_true", help="tell of each file, not of faults alone")
    options = parser.parse_args()
    fates: collections.Counter[str] = collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        for item in everything():
            if options.names and not any(part in item.name for part in options.names):
                continue
            told, seconds = fate(item, Path(name))
            word = told.split()[0].strip(",")
            fates[word] += 1
            if options.all or word in {"bare", "hang"} or seconds > SECONDS / 4:
                sys.stdout.write(f"{item.name[:44]:45} {seconds:5.1f} s  {told[:200]}\n")
                sys.stdout.flush()
    for word, count in sorted(fates.items()):
        sys.stdout.write(f"{word:10} {count:4}\n")


if __name__ == "__main__":
    main()
