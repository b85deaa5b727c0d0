"""The stages of a parse: one module each, with one function of the module's name."""
