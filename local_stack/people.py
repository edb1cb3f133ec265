"""The people who may sign in locally: the users of the seed."""

from __future__ import annotations

from dataclasses import dataclass

from local_stack.seed import Seed


@dataclass(frozen=True, slots=True)
class Person:
    """One of them; staff have no company."""

    user_id: str
    name: str
    email: str
    company: str | None
    groups: tuple[str, ...]


class People:
    """Finds people by id, or by what their name, e-mail or company contains."""

    def __init__(self, seed: Seed) -> None:
        companies = {company.id: company.name for company in seed.companies}
        self._people = {
            user.id: Person(user.id, user.name, user.email, companies.get(user.company_id or ""), tuple(user.groups))
            for user in seed.users
        }

    def get(self, user_id: str) -> Person | None:
        return self._people.get(user_id)

    def search(self, text: str, limit: int) -> list[Person]:
        """The first people in the order of the seed that match; everybody matches an empty text."""
        wanted = text.casefold().split()
        found = (person for person in self._people.values() if all(word in _haystack(person) for word in wanted))
        return [person for person, _ in zip(found, range(limit), strict=False)]

    def with_group(self, group: str) -> Person | None:
        """The first person of a group."""
        return next((person for person in self._people.values() if group in person.groups), None)


def _haystack(person: Person) -> str:
    return f"{person.user_id} {person.name} {person.email} {person.company or 'staff'}".casefold()
