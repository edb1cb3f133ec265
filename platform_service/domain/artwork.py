"""Whether an artwork may be printed (domain.md: PNG, JPG, SVG or PDF, enough DPI or vector, not too big, active)."""

from platform_service.domain.policy_terms import ArtworkRules
from platform_service.domain.surroundings import Artwork

_BYTES_PER_MB = 1024 * 1024


def problems(artwork: Artwork, rules: ArtworkRules) -> tuple[str, ...]:
    """One sentence for each thing that keeps ``artwork`` from being printed; empty if it is usable."""
    file_type = artwork.file_type.lower()
    found = []
    if not artwork.active:
        found.append("It is no longer active.")
    if file_type not in rules.file_types:
        found.append(f"Files of type {artwork.file_type} cannot be printed.")
    elif file_type not in rules.vector_types and (artwork.dpi is None or artwork.dpi < rules.min_dpi):
        found.append(f"Its resolution is below {rules.min_dpi} DPI.")
    if artwork.size_bytes > rules.max_bytes:
        found.append(f"It is larger than {rules.max_bytes // _BYTES_PER_MB} MB.")
    return tuple(found)
