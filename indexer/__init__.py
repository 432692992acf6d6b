"""From the text of a regulation to clause records to an index; knows nothing of the web."""
