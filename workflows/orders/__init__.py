"""Purchase orders: what a member writes, a client accepts or refuses, and an adviser sees; then the Activity's account."""
