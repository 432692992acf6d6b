"""What a document is, read from its own text: each value with the words that say so."""
