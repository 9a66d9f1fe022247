"""Who changed what at this desk: the journal as people read it."""
