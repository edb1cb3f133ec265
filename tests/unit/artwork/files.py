"""Files as customers send them, good and bad."""

import io
import struct
import zlib

from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def picture(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    return Image.new(mode, size, 128 if len(mode) == 1 else None)


def png(dpi: tuple[float, float] | None = (300, 300), mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    told = {} if dpi is None else {"dpi": dpi}
    picture(mode, size).save(out, "PNG", **told)
    return out.getvalue()


def png_with_text(text: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    out = io.BytesIO()
    picture().save(out, "PNG", pnginfo=info)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_size(width: int, height: int, pixels: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(pixels)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def jpg(dpi: tuple[int, int] | None = (300, 300), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    told = {} if dpi is None else {"dpi": dpi}
    picture(mode).save(out, "JPEG", **told, **options)
    return out.getvalue()


def jpg_with_exif_resolution(dots: int, unit: int) -> bytes:
    exif = Image.Exif()
    exif[282], exif[283], exif[296] = float(dots), float(dots), unit
    out = io.BytesIO()
    picture().save(out, "JPEG", exif=exif)
    # without the JFIF segment only EXIF tells the resolution
    raw = out.getvalue()
    length = int.from_bytes(raw[4:6], "big")
    return raw[:2] + raw[4 + length :] if raw[2:4] == b"\xff\xe0" else raw


def pdf(pages: int = 1, **catalog: object) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    for name, value in catalog.items():
        writer.root_object[NameObject(f"/{name}")] = value
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_action(kind: str) -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject(f"/{kind}"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )


def locked_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_with_attachment() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("a.exe", b"MZ")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def svg(inside: str = '<rect width="1" height="1"/>', attributes: str = "", before: str = "") -> bytes:
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}{head} {attributes}>{inside}</svg>".encode()
