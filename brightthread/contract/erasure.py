"""What stands where a person's name or words stood before they were erased."""

ERASED = "[erased]"
