"""From a source to an article: every character gets a label, and what is kept becomes blocks."""
