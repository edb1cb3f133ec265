"""The process that opens a stranger's file: little memory, little time, no secrets, no network needed.

``python -m platform_service.adapters.artwork.worker FILE``; the findings go to standard output as JSON.
"""

import resource
import sys
from contextlib import suppress
from pathlib import Path

from platform_service.adapters.artwork.findings import FileType, Findings, Refused
from platform_service.adapters.artwork.recognition import recognised

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 15


def inspect(content: bytes) -> Findings:
    """What is in the file, by content alone; never raises for any bytes (memory aside)."""
    kind: FileType = "UNKNOWN"
    try:
        kind = recognised(content)
        return _inspect_as(kind, content)
    except Refused as refusal:
        return Findings(kind, safe=False, problems=(str(refusal),))


def _inspect_as(kind: FileType, content: bytes) -> Findings:
    """Each reader is imported when it is needed: this process lives for one file, and PDF's takes half a second."""
    if kind in ("PNG", "JPG"):
        from platform_service.adapters.artwork.rasters import inspect_raster

        return inspect_raster(content, kind)
    if kind == "SVG":
        from platform_service.adapters.artwork.svg import inspect_svg

        return inspect_svg(content)
    if kind == "PDF":
        from platform_service.adapters.artwork.pdf import inspect_pdf

        return inspect_pdf(content)
    raise Refused("The file is none of PNG, JPG, SVG and PDF.")


def limit_resources() -> None:
    """From here on: no more than this memory and processor time, no files written, no core left behind."""
    _lower(resource.RLIMIT_AS, MEMORY_BYTES)
    _lower(resource.RLIMIT_CPU, CPU_SECONDS)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(limit: int, most: int) -> None:
    """Systems that know a limit only by name refuse to set it; the time limit of the parent still holds there."""
    with suppress(ValueError, OSError):
        resource.setrlimit(limit, (most, most))


def main() -> None:
    """Inspect the file named by the only argument."""
    content = Path(sys.argv[1]).read_bytes()
    limit_resources()
    sys.stdout.buffer.write(inspect(content).to_json())


if __name__ == "__main__":
    main()
