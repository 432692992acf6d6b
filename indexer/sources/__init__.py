"""One reader a format; all give the same blocks: lines with their place in the source."""
