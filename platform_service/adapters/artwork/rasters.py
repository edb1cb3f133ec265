"""PNG and JPG: pixels and resolution as the file has them, and a thumbnail drawn anew."""

import io
from typing import Any

from PIL import Image, ImageOps

from platform_service.adapters.artwork.findings import MAX_PIXELS, FileType, Findings, Refused
from platform_service.adapters.artwork.jpeg_structure import check_jpeg
from platform_service.adapters.artwork.png_structure import check_png

THUMBNAIL_SIZE = (256, 256)
_CM_PER_INCH = 2.54
_X_RESOLUTION, _Y_RESOLUTION, _RESOLUTION_UNIT = 282, 283, 296
_INCH, _CENTIMETRE = 2, 3
_PLAIN_MODES = frozenset({"L", "LA", "RGB", "RGBA"})


def inspect_raster(content: bytes, file_type: FileType) -> Findings:
    """What is in a PNG or JPG; Refused if it is not one sound picture of bearable size."""
    form = "PNG" if file_type == "PNG" else "JPEG"
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=(form,)) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise Refused(f"The picture has {width} × {height} pixels; that is more than can be printed.")
            (check_png if form == "PNG" else check_jpeg)(content)
            dpi = resolution(image)
            thumbnail = _thumbnail(image)
    except Image.DecompressionBombError:
        raise Refused("The picture has far more pixels than can be printed.") from None
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, EOFError, ZeroDivisionError):
        # Pillow says all of these to damaged files
        raise Refused(f"The {file_type} is damaged and cannot be opened.") from None
    return Findings(file_type, safe=True, width_px=width, height_px=height, dpi=dpi, thumbnail=thumbnail)


def resolution(image: Image.Image) -> int | None:
    """Dots per inch, the smaller of both directions, rounded; None if the file does not say."""
    told = image.info.get("dpi") or _exif_resolution(image)
    if not isinstance(told, tuple) or len(told) != 2:
        return None
    smaller = min(float(told[0]), float(told[1]))
    return round(smaller) if 1 <= smaller < 100_000 else None


def _exif_resolution(image: Image.Image) -> Any:
    exif = image.getexif()
    across, down, unit = exif.get(_X_RESOLUTION), exif.get(_Y_RESOLUTION), exif.get(_RESOLUTION_UNIT, _INCH)
    if across is None or down is None or unit not in (_INCH, _CENTIMETRE):
        return None
    factor = _CM_PER_INCH if unit == _CENTIMETRE else 1.0
    return float(across) * factor, float(down) * factor


def _thumbnail(image: Image.Image) -> bytes:
    """A small PNG of the pixels alone: no text, profile or place of the original is in it."""
    image.draft("RGB", (THUMBNAIL_SIZE[0] * 2, THUMBNAIL_SIZE[1] * 2))
    image.load()
    small = image if image.mode in _PLAIN_MODES else image.convert("RGBA" if image.has_transparency_data else "RGB")
    small.thumbnail(THUMBNAIL_SIZE)
    upright = ImageOps.exif_transpose(small)
    plain = Image.new(upright.mode, upright.size)
    plain.paste(upright)
    out = io.BytesIO()
    plain.save(out, "PNG")
    return out.getvalue()
