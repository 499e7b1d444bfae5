"""Growth coaching: a diagnosis, thirty-six months ahead, what follows from them, and the plan of member and adviser."""
