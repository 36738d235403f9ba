"""Any table as events: opened as text, its columns guessed or told, its cells read."""
