"""The one way this package says no to the person at the keyboard."""

from __future__ import annotations


class Complaint(Exception):
    """Something on this machine or in the input is not as needed: one sentence, then what to do about it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy
