"""What every test has: a state folder of its own, so that none locks a plan in the user's, and for its laws no limit
of time, which a busy machine would pass. No garbage is looked for in what the tests themselves are made of."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("siplan", settings(), deadline=None)
settings.load_profile("siplan")
gc.disable()


def pytest_collection_finish() -> None:
    gc.enable()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield
