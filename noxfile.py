"""Every check of the project, each in an environment of its own: ``nox --list`` names them."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "uv|virtualenv"

PROJECT = nox.project.load_toml("pyproject.toml")["project"]
PYTHONS = [
    entry.rpartition(" ")[2]
    for entry in PROJECT["classifiers"]
    if entry.startswith("Programming Language :: Python :: 3.")
]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests on each supported Python."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest dependencies that pyproject.toml allows."""
    oldest = [requirement.replace(">=", "==") for requirement in PROJECT["dependencies"]]
    session.install("-e", ".[test]", *oldest)
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Run the tests and refuse too low a coverage."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "--cov", *session.posargs)


@nox.session
def typing(session: nox.Session) -> None:
    """Check the types."""
    session.install("-e", ".[dev]")
    session.run("mypy")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and layout."""
    session.install("-e", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def package(session: nox.Session) -> None:
    """Build the package, check it, and run the tests on the wheel as it is built."""
    session.install("build", "twine")
    folder = Path(session.create_tmp(), "dist")
    shutil.rmtree(folder, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", str(folder))
    files = sorted(map(str, folder.iterdir()))
    session.run("twine", "check", "--strict", *files)
    session.install(f"{next(name for name in files if name.endswith('.whl'))}[test]")
    # Not src: what is tested is what was installed.
    chosen = session.posargs or ["tests", "README.md", "docs"]
    session.run("python", "-m", "pytest", *chosen)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation and run its examples."""
    session.install("-e", ".[docs]")
    for builder in ("html", "doctest"):
        session.run("sphinx-build", "-n", "-W", "-b", builder, "docs", f"docs/_build/{builder}")
