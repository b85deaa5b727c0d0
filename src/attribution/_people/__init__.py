"""The people and bodies of an article: what the register is made of."""
