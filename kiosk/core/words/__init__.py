"""Numbers, money, dates and abbreviations as a person says them: what the voice is given instead of what is shown."""
