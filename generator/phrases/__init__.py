"""Formulas that articles share: found as maximal repeats, gathered into families of wordings."""
