"""How well likely doubles are found in made-up records whose noise the matcher wasn't set for."""
