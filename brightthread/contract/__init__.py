"""The wire models both services speak, field by field as ``docs/api`` has them."""
