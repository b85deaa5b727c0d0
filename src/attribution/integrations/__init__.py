"""The parser inside other people's tools: one module a tool, each with an extra of its name."""
