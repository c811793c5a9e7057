"""A robot that learns every lesson as a visitor would, rightly and clumsily."""
