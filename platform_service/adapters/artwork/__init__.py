"""Uploaded artwork is looked into, not believed (domain.md, Artwork; api.md, POST /artworks).

``inspection`` is the way in; it runs ``worker`` in a process of its own with little memory, little time and no secrets.
"""
