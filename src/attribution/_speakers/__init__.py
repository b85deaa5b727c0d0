"""Who a source is: names, descriptions and pronouns looked up in the register."""
