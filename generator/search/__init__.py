"""The index by which the site's own script finds any words in any article."""
