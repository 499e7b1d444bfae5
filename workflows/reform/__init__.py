"""What-if questions of the cooperative: other contributions, treasury, guarantee fund. It may ask the simulation."""
