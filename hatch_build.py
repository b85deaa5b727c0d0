"""Puts the compiled form of the shipped rule sets into the wheel, for the Python that builds it."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRuleSets(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles them; what another Python makes of the wheel is the same, and takes longer once."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files; an editable installation has none, since its data may change."""
        if version == "editable":
            return
        source = Path(self.root, "src")
        self._made = tempfile.TemporaryDirectory()
        os.environ["ATTRIBUTION_CACHE"] = "0"
        sys.path.insert(0, str(source))
        rulesets = importlib.import_module("attribution.rulesets")
        folder = Path("attribution", "rulesets")
        for data in sorted(path.parent for path in (source / folder).glob("*/precision.toml")):
            Path(self._made.name, data.name).mkdir()
            made = rulesets.compile(data, Path(self._made.name, data.name))
            build_data["force_include"][str(made)] = str(folder / data.name / made.name)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Throw away what was made for the wheel."""
        if version != "editable":
            self._made.cleanup()
