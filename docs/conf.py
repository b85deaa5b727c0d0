"""Configuration of the documentation."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import attribution

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

project = "attribution"
author = "The attribution developers"
project_copyright = f"2026, {author}"
release = metadata.version("attribution-parser")
version = release

# The extension of this folder.
sys.path.insert(0, str(Path(__file__).parent))
extensions = [
    "all_rules",
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"attribution {release}"

# What is copied is what a reader would type.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# Docstrings name arguments and values in single backquotes.
default_role = "code"
autodoc_member_order = "bysource"
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

# The tests run the same examples without any option, and both must agree.
doctest_default_flags = 0
# Examples in docstrings use the names of their module, which only the tests supply.
doctest_test_doctest_blocks = ""

# Other projects' pages are not consulted, so their names cannot be links.
nitpick_ignore_regex = [
    (r"py:.*", rf"({'|'.join(sorted(sys.stdlib_module_names))})(\..*)?"),
    # Names of types of values, which the signatures spell out no further.
    (r"py:class", r"Words|Rows|Plain|DataFrame|Path"),
]


def link_public_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """Lead from the module that defines a name to the package that documents it."""
    target = node.get("reftarget", "")
    path, _, name = target.rpartition(".")
    if not target.startswith("attribution."):
        return None
    # What is not public by itself is so in the package of its module: attribution.check.Checked.
    package = "attribution" if name in attribution.__all__ else path.rpartition(".")[0]
    python = env.domains.python_domain
    public = f"{package}.{name}"
    return python.resolve_xref(env, node["refdoc"], app.builder, "obj", public, node, content)


def keep_first_line(
    _app: Sphinx, what: str, _name: str, _obj: object, _options: object, lines: list[str]
) -> None:
    """Keep Napoleon from reading the words before a colon as the type of an attribute."""
    if what in {"attribute", "data", "property"}:
        # Only the first line is read so; an empty comment takes its place.
        lines[:0] = ["..", ""]


def setup(app: Sphinx) -> None:
    """Register what Sphinx has no setting for."""
    app.connect("missing-reference", link_public_name)
    # Napoleon listens at 500 and has to come second.
    app.connect("autodoc-process-docstring", keep_first_line, priority=400)
