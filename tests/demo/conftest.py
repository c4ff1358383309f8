import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo home, made once a run by the command that `make run` uses."""
    home = tmp_path_factory.mktemp("demo") / "var"
    made = subprocess.run(
        [sys.executable, "-m", "supervision", "demo", "--json"],
        env=os.environ | {"DUZE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return home
