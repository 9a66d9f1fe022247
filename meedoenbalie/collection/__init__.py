"""The programme team's merged data: the only package that knows DuckDB."""
