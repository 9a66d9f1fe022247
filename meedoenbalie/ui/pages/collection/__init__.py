"""The programme team's collection: data sets that arrive, figures of all azc's, the guide (11)."""
