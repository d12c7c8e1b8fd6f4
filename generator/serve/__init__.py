"""Serving: watch an archive, rebuild it, and reload the pages that are open."""
