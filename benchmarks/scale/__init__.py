"""The figures of a year on three engines side by side, over the same partitioned Parquet."""
