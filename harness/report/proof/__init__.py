"""The kill matrix: known bugs down, scenarios across, and which cause was named; as text, JSON and one HTML page."""
