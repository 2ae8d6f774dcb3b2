"""How the store's tables came to be, version by version. A version once published is never changed; a new one is added after it."""
