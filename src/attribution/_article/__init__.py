"""What the stages hand on: the article, its statements, its people and bodies."""
