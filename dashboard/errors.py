"""What Dateline raises on purpose. Each message names the file, the line and the value."""


class DashboardError(Exception):
    """Base of every error that is the input's or the user's to mend."""


class ReadError(DashboardError, ValueError):
    """An input that cannot be read."""


class WebError(DashboardError, OSError):
    """A page that is not fetched: its address, its server, its size, its kind or its slowness."""


class GazetteerError(DashboardError, RuntimeError):
    """The gazetteer is missing, damaged, or of another version."""


class StoreError(DashboardError, RuntimeError):
    """The store is damaged, of another version, in use, its disk is full, or its engine is mute."""


class SettingsError(DashboardError, ValueError):
    """A setting or a command-line option that makes no sense."""
