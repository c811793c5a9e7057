"""A release on its way: `send` brings what is missing to a folder or a stick, a web server, or a bucket."""
