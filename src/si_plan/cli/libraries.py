"""Libraries that an installation may lack: those of the extras."""

from importlib.util import find_spec

from si_plan.errors import INSTALL_PARQUET, INSTALL_REPORTS, InstallationError


def need(library: str, what: str) -> None:
    """See that a library is there that an installation may lack. Raises InstallationError, which says what takes it and
    how to install it."""
    if find_spec(library) is None:
        raise InstallationError(
            f"{what} needs the library {library}, which is not installed",
            INSTALL_PARQUET if library == "pyarrow" else INSTALL_REPORTS,
        )
