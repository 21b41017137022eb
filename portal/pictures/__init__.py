"""The pictures pages use: the OpenMoji drawings that ship with their credit, and an area's own."""
