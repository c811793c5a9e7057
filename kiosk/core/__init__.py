"""What happens next. Pure: no clock, file, thread, chance or screen; time and seeds arrive as events."""
