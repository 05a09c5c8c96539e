"""Second station: sentences, tokens, morphology, names."""
