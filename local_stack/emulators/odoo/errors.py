"""What Odoo 19 answers when it will not or cannot: the exceptions of its server with their HTTP statuses."""

from typing import Any

UNKNOWN_DATABASE = (
    "<!DOCTYPE html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>No database is selected and the requested "
    "URL was not found in the server-wide controllers.</p>\n<p>Please verify the hostname, <a href=/web/login>login"
    "</a> and try again.</p>\n\n<!-- Alternatively, use the X-Odoo-Database header. -->\n"
)
WRONG_CONTENT_TYPE = (
    "<!doctype html>\n<html lang=en>\n<title>415 Unsupported Media Type</title>\n<h1>Unsupported Media Type</h1>\n"
    "<p>Request inferred type is compatible with [&#39;http&#39;] but &#39;/json/2/&lt;__model__&gt;/&lt;__method__&gt;"
    "&#39; is type=&#39;json2&#39;.<br><br>Please verify the Content-Type request header and try again.</p>\n"
)
TRACEBACK = 'Traceback (most recent call last):\n  File "/opt/odoo/odoo/http.py", line 2276, in _serve_db\n'


class OdooError(Exception):
    """An answer other than 200; ``name`` is the exception's name in Odoo, ``arguments`` what it carried."""

    status = 500
    name = "builtins.Exception"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    @property
    def arguments(self) -> list[Any]:
        return [self.message]

    def body(self) -> dict[str, Any]:
        """Return the body as Odoo sends it, traceback included."""
        return {
            "name": self.name,
            "message": self.message,
            "arguments": self.arguments,
            "context": {},
            "debug": f"{TRACEBACK}{self.name}: {self.message}\n",
        }


class UserError(OdooError):
    """A business rule said no."""

    status = 422
    name = "odoo.exceptions.UserError"


class ValidationError(OdooError):
    """A constraint on the data said no."""

    status = 422
    name = "odoo.exceptions.ValidationError"


class AccessError(OdooError):
    """Not for this user, or not for any remote caller."""

    status = 403
    name = "odoo.exceptions.AccessError"


class MissingError(OdooError):
    """A record that is not there."""

    status = 404
    name = "odoo.exceptions.MissingError"

    def __init__(self, model: str, record: int) -> None:
        record_text = f"(Record: {model}({record},), User: 2)"
        super().__init__(f"Record does not exist or has been deleted.\n{record_text}")


class UnknownField(OdooError):
    """Odoo's own ValueError: the caller's mistake, answered as 500."""

    status = 500
    name = "builtins.ValueError"


class HttpError(OdooError):
    """A refusal of the web layer; its arguments carry the status too."""

    def __init__(self, status: int, name: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.name = f"werkzeug.exceptions.{name}"

    @property
    def arguments(self) -> list[Any]:
        return [self.message, self.status]


def required_missing(model_label: str, model: str, field_label: str, field: str) -> ValidationError:
    return ValidationError(
        f"The operation cannot be completed: Missing required value for the field '{field_label}' ({field}).\n"
        f"Model: '{model_label}' ({model})\n- create/update: a mandatory field is not set\n"
        "- delete: another model requires the record being deleted, you can archive it instead\n"
    )
