"""The content model: pack → topic → lesson → step, and the mock-up apps that lessons play in.

Content is data. These frozen values refuse unknown fields, know no lesson by name and hold every word a visitor reads
or hears. Authors write them as YAML (`content/`); `kiosk packs compile` turns checked packs into one `Library` file.
"""
