"""What is to be changed, named by a clause: "change when it ships" is the date, "change how many we get" the number."""

import re

_CHANGING = r"(?P<deed>\b(?:chang|adjust|alter|modify|updat|amend|edit|revis|mov|shift)(?:e|ed|ing)? )"
_SUBJECT = (
    r"(?P<what>\ue002[^\ue003]+\ue003|bt-?\d+|it|they|them|this|that|these|those|everything"
    r"|(?:the|my|our|this|these|those) (?:[\w-]+ ?){1,3}?)"
)
_BEING = r"(?:will be |should be |is being |are being |is |are |gets? |will |should |would )?"
_GOES = r"(?:delivered|shipped|sent|dispatched|ships?|goes|going|go|delivers?)(?: out| to)?"
_COMES = rf"(?:{_GOES}|arriv(?:es?|ing)|com(?:es?|ing)|due|lands?|gets? here|reach(?:es)? us)"
_WHEN = re.compile(rf"{_CHANGING}when {_SUBJECT} ?{_BEING}{_COMES}\b(?! back)", re.IGNORECASE)
_WHERE = re.compile(rf"{_CHANGING}where {_SUBJECT} ?{_BEING}{_GOES}\b(?! back)", re.IGNORECASE)
_HOW_MANY = re.compile(
    rf"{_CHANGING}how many (?P<what>(?:[\w-]+ ){{0,3}}?)(?:we|i|there|they) (?:will )?"
    r"(?:get|ordered|order|have|need|want|are|is|come)\b(?! to)",
    re.IGNORECASE,
)
_WHICH = re.compile(
    rf"{_CHANGING}(?:which|what) (?P<kind>size|colou?r)s? {_SUBJECT} ?{_BEING}(?:be|come in|in|are)?\b", re.IGNORECASE
)


def with_names(text: str) -> str:
    """``text`` with the name of what such a clause stands for in its place."""
    text = _WHEN.sub(r"\g<deed>the delivery date of \g<what>", text)
    text = _WHERE.sub(r"\g<deed>the delivery address of \g<what>", text)
    text = _HOW_MANY.sub(lambda m: f"{m['deed']}the quantity{' of ' * bool(m['what'])}{m['what'].strip()}", text)
    return _WHICH.sub(r"\g<deed>the \g<kind> of \g<what>", text)
