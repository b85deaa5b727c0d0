"""The house style of a trade newsletter, as a rule set for attribution."""

from __future__ import annotations

from pathlib import Path

RULES = Path(__file__).with_name("rules.toml")
"""What the entry point names: a path to TOML."""
