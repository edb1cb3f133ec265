"""Talking to the assistant in the terminal."""
