"""Search engines behind one narrow interface."""
