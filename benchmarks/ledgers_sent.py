"""The ledgers that are imported: homes of the demo's plan, as the text that registration systems export."""

from collections.abc import Iterable, Iterator
from csv import DictReader
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import polars as pl

from supervision.delivery.snapshots import Shape
from supervision.demo import homes, plan
from supervision.intake.columns import FIELDS
from supervision.office.regions import Level

LABELS = {each.name: each.chinese for each in FIELDS[Shape.LEDGER] if each.name in homes.fields()}


@dataclass(frozen=True)
class Ledgers:
    """A share of every compound's homes, in files that are written once."""

    share: float
    folder: Path

    @cached_property
    def whole(self) -> Path:
        """Every county in one file."""
        return self._written("ledger.csv", (_text(frame) for frame in self._frames()))

    @cached_property
    def typed(self) -> Path:
        """The same rows as the books hold them, for the bare load."""
        path = self.folder / "ledger.parquet"
        if not path.exists():
            days = pl.selectors.date().dt.to_string("%Y-%m-%d")
            parts = [frame.with_columns(days).select(*LABELS) for frame in self._frames()]
            pl.concat(parts).write_parquet(path, row_group_size=100_000)
        return path

    @cached_property
    def changed_county(self) -> Path:
        """Once more the county with one home in a hundred, all of them with something new."""
        frames = (frame for frame in self._frames() if frame["county_code"][0] == self._county[0])
        return self._written("county.csv", (_text(_changed(frame)) for frame in frames))

    @cached_property
    def changed_scattered(self) -> Path:
        """As many changed homes, from all counties."""
        step = max(1, self.n // self._county[1])
        frames = (frame.gather_every(step, offset=min(1, frame.height - 1)) for frame in self._frames())
        return self._written("scattered.csv", (_text(_changed(frame)) for frame in frames))

    @cached_property
    def n(self) -> int:
        return int(pl.scan_parquet(self.typed).select(pl.len()).collect().item())

    @cached_property
    def _county(self) -> tuple[str, int]:
        counted = pl.scan_parquet(self.typed).group_by("county_code").len("n").collect()
        nearest = counted.sort((pl.col("n").cast(pl.Int64) - self.n // 100).abs(), "county_code")
        return str(nearest["county_code"][0]), int(nearest["n"][0])

    def _frames(self) -> Iterator[pl.DataFrame]:
        with files("supervision.office").joinpath("regions.csv").open(encoding="utf-8") as file:
            codes = sorted(row["code"] for row in DictReader(file) if row["level"] == Level.COUNTY.value)
        for county in plan.counties(codes):
            frame = homes.frame(county)
            yield frame if self.share >= 1 else frame.gather_every(round(1 / self.share))

    def _written(self, name: str, frames: Iterable[pl.DataFrame]) -> Path:
        path = self.folder / name
        if not path.exists():
            part = path.with_suffix(".part")
            with part.open("wb") as file:
                for number, frame in enumerate(frames):
                    file.write(frame.write_csv(include_header=number == 0).encode())
            part.rename(path)
        return path


def _text(frame: pl.DataFrame) -> pl.DataFrame:
    area = (pl.col("area") / 100).cast(pl.String).alias("area")
    return frame.with_columns(area).select(*LABELS).rename(LABELS)


def _changed(frame: pl.DataFrame) -> pl.DataFrame:
    """Each home is entered at another window, and certified if it was not yet."""
    return frame.with_columns(
        pl.lit("另一窗口").alias("window"),
        pl.coalesce("certified_on", pl.lit("2022-06-29").str.to_date()).alias("certified_on"),
    )
