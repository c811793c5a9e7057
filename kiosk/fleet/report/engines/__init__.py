"""What reckons: DuckDB within this program, a Spark cluster, or a server; `office_tables` opens the tables on any."""
