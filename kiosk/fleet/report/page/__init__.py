"""The page of the report: `glance`, `learning` and `running` are its parts, `charts` its drawings."""
