"""What a use case refuses, as statements with the stable code that ``api.md`` gives them.

Refusal
  NotFound · Forbidden · InvalidField · InvalidRequest
  RateLimited · InProgress · KeyReused
  QuoteUsed · QuoteReleased · DigestMismatch · Drifted · AlreadyDecided
  DependencyUnavailable
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from platform_service.domain.request import FieldError


class Refusal(Exception):
    """``code`` is the problem code; ``extra`` goes into the problem as it is."""

    code: ClassVar[str] = "internal_error"

    def __init__(self, **extra: Any) -> None:
        super().__init__(self.code)
        self.extra: Mapping[str, Any] = extra


class NotFound(Refusal):
    """Not there, or not yours: nobody can tell which."""

    code = "not_found"

    def __init__(self, ident: str) -> None:
        super().__init__()
        self.ident = ident


class Forbidden(Refusal):
    """The role, or an unknown user, does not allow the call."""

    code = "forbidden"


class InvalidField(Refusal):
    """A field that only the system of record could judge."""

    code = "validation_failed"

    def __init__(self, field: str, reason: str, message: str) -> None:
        super().__init__()
        self.field, self.reason, self.message = field, reason, message


class InvalidRequest(Refusal):
    """Parts of a request that contradict each other."""

    code = "validation_failed"

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__()
        self.errors = errors


class RateLimited(Refusal):
    """Too many open quotes, or too many a minute; come again after ``retry_after`` seconds."""

    code = "rate_limited"

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after


class InProgress(Refusal):
    """The same key is being worked on."""

    code = "idempotency_in_progress"


class KeyReused(Refusal):
    """The same key came with another request."""

    code = "idempotency_key_reused"


class QuoteUsed(Refusal):
    """One use per quote; says by which change."""

    code = "quote_used"

    def __init__(self, change_id: str) -> None:
        super().__init__(change_id=change_id)


class QuoteReleased(Refusal):
    """The quote was declined or replaced."""

    code = "quote_released"


class DigestMismatch(Refusal):
    """What the customer saw is not this quote."""

    code = "digest_mismatch"


class AlreadyDecided(Refusal):
    """Somebody decided before; carries the review with that decision."""

    code = "already_decided"

    def __init__(self, review: Mapping[str, Any]) -> None:
        super().__init__(review=review)


class Drifted(Refusal):
    """The world moved on since the quote; raised after the fresh quote has been committed."""

    def __init__(self, code: str, differences: Sequence[Mapping[str, Any]], fresh: Mapping[str, Any] | None) -> None:
        super().__init__(differences=list(differences), fresh_quote=fresh)
        self.code = code  # type: ignore[misc]  # which of the four depends on what moved


class DependencyUnavailable(Refusal):
    """A system this call needs does not answer just now."""

    code = "dependency_unavailable"
