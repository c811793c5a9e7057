"""May what a source gives be believed? `verify` answers: The Update Framework, our own time, and a floor under both."""
