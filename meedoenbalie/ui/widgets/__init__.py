"""The parts that screens are made of; they know tokens, texts and plain values only."""
