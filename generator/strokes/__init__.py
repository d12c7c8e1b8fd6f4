"""How many strokes a Han character has."""
