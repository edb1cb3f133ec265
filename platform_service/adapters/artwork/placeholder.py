"""The thumbnail of vector files: a neutral sheet with the name of their kind, since they are never drawn here."""

import io

from PIL import Image, ImageDraw

from platform_service.adapters.artwork.findings import FileType

_SIZE = (256, 256)
_PAPER, _INK, _GROUND = "#ffffff", "#5b6470", "#e8ebef"


def placeholder(file_type: FileType) -> bytes:
    """A PNG of 256 × 256 pixels."""
    image = Image.new("RGB", _SIZE, _GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((64, 40, 192, 216), fill=_PAPER, outline=_INK, width=2)
    draw.text((128, 128), file_type, fill=_INK, anchor="mm", font_size=36)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
