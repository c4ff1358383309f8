"""Everything that must be silent and green, in one go: `make test`."""

import subprocess
import sys

CHECKS = (
    ("ruff", "format", "--check", "-q", "."),
    ("ruff", "check", "-q", "."),
    ("mypy", "--no-error-summary"),
    ("lint-imports",),
)


def main() -> int:
    failed = [check[0] for check in CHECKS if subprocess.run(check, check=False).returncode]
    tested = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile"], check=False
    )
    if failed:
        sys.stderr.write(f"not silent: {', '.join(failed)}\n")
    return tested.returncode or len(failed)


if __name__ == "__main__":
    sys.exit(main())
