"""What differs from one installation to the next. Read from the environment here and nowhere else."""

import os
from pathlib import Path


def home() -> Path:
    """Where originals and the embedded database lie (`DUZE_HOME`)."""
    return Path(os.environ.get("DUZE_HOME", "var")).absolute()


def database_url() -> str:
    """`DUZE_DATABASE_URL`, or an SQLite file in the home."""
    return os.environ.get("DUZE_DATABASE_URL") or f"sqlite:///{home() / 'duze.db'}"


def keys(*, demo: bool) -> Path:
    """Where the keys lie (`DUZE_KEYS`): beside a demo home, else in the user's own settings."""
    if named := os.environ.get("DUZE_KEYS"):
        return Path(named).absolute()
    return home().with_name(home().name + ".keys") if demo else Path.home() / ".config" / "duze"


def backups() -> Path:
    """Where backups lie (`DUZE_BACKUPS`): beside the home unless another disk is named."""
    if named := os.environ.get("DUZE_BACKUPS"):
        return Path(named).absolute()
    return home().with_name(home().name + ".backups")


def backups_kept() -> str:
    """How many backups are kept (`DUZE_BACKUPS_KEPT`), as it was written; empty where nothing is set."""
    return os.environ.get("DUZE_BACKUPS_KEPT", "").strip()


def host() -> str:
    """The name under which officers reach the office's server; loopback where nothing is set."""
    return os.environ.get("DUZE_HOST", "127.0.0.1")


def behind_tls() -> bool:
    """Whether a proxy before us speaks TLS (`DUZE_TLS=1`)."""
    return os.environ.get("DUZE_TLS") == "1"


def title_face() -> str:
    """The typeface of titles and red names (`DUZE_TITLE_FACE`); 宋体 is set bold."""
    return os.environ.get("DUZE_TITLE_FACE") or "方正小标宋简体"


def cipher() -> str:
    """What seals from now on (`DUZE_CIPHER`): sm4 (SM4-GCM) unless aes (AES-256-GCM) is chosen."""
    return "aes" if os.environ.get("DUZE_CIPHER", "").lower() == "aes" else "sm4"
