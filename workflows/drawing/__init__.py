"""Charts as SVG text, the same for page, HTML and PDF. Every mark carries its own presentation attributes."""
