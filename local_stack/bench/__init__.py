"""Measurements of the product on this machine: ``brightthread bench``."""
