"""The program of a site process: an archive planned once, and its pages made when asked for."""
