"""The office beside the kiosks: signs content and lays it out for travelling. Nothing on a device imports it."""
