"""Formulas that articles share: found as maximal repeats, gathered into families of wordings."""

import os

# The sorter would start threads of its own. Whoever is forked off afterwards waits for them for
# ever, and workers share the processors already.
os.environ["OMP_NUM_THREADS"] = "1"
