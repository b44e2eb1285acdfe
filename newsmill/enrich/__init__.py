"""The enrichers: pure functions over a batch of tokenised articles, registered in `registry`."""
