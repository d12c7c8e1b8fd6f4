"""Texts from one script into another."""
