"""The command ``attribution``: one verb one module, and `verbs` lists them."""
