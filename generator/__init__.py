"""Jianzhu 笺注: raw Chinese articles in, an annotated archive out. Read build.py, then model.py."""
