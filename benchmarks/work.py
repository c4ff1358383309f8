"""What is measured in a process of its own: `python -m benchmarks.work NAME ARGUMENTS`, answering in JSON."""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import pyarrow
import pyarrow.parquet
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from benchmarks.measuring import peak_mb, seconds
from supervision import clock, config, keys
from supervision.conduct import one_pass, scans
from supervision.conduct.rules import RULES, RowRule, Rule, Scope
from supervision.db import changing, connect, reading
from supervision.delivery import rollups
from supervision.delivery.homes import HOMES, Home
from supervision.delivery.snapshots import Shape, Snapshot, SnapshotStatus
from supervision.demo import plan
from supervision.intake import long_ledgers
from supervision.office.files import StoredFile
from supervision.office.people import Officer, Role, by_login
from tests import everything

PROVINCE = "140000"
TIMES = 5
QUERIES = 50


def found_office() -> dict[str, Any]:
    """An office in the demo's days, with nothing on its books."""
    from supervision.founding import found

    found(demo=True, business_date=plan.BUSINESS_DATE).engine.dispose()
    return {}


def furnish() -> dict[str, Any]:
    from supervision.demo import filling

    engine = _open()
    filling.fill(full=False)
    engine.dispose()
    return {}


def import_ledger(*, path: str, flags: bool) -> dict[str, Any]:
    """Parse, validate, merge, rollups and, where asked, flags; until it is committed."""
    engine = _open()
    begun, before = time.perf_counter(), time.process_time()
    with changing() as session:
        by = _batch(session)
        snapshot = _snapshot(session, Path(path), by)
        taken = long_ledgers.take_in(session, Path(path), by=by, snapshot=snapshot)
        if flags:
            scans.evaluate(session, today=clock.today(), snapshot_id=snapshot.id, counties=taken.counties)
    spent, cpu = time.perf_counter() - begun, time.process_time() - before
    engine.dispose()
    return {
        "seconds": spent,
        "cpu": cpu,
        "inserted": taken.inserted,
        "updated": taken.updated,
        "unchanged": taken.unchanged,
        "rejected": taken.rejected.height,
    }


def load_bare(*, path: str, where: str) -> dict[str, Any]:
    """The same rows by ADBC alone, into a table with its key: nothing parsed, checked, merged, added up."""
    file = pyarrow.parquet.ParquetFile(path)
    kinds = {name: "integer" if name == "area" else "text" for name in file.schema_arrow.names}
    arrow = {"integer": pyarrow.int32(), "text": pyarrow.string()}
    schema = pyarrow.schema([(name, arrow[kind]) for name, kind in kinds.items()])
    columns = ", ".join(f'"{name}" {kind}' for name, kind in kinds.items())
    if where.startswith("postgresql"):
        adbc = adbc_driver_postgresql.dbapi.connect(where.replace("postgresql+psycopg", "postgresql", 1))
    else:
        adbc = adbc_driver_sqlite.dbapi.connect(where)

    def batches() -> Iterator[pyarrow.RecordBatch]:
        for batch in file.iter_batches(batch_size=100_000):
            yield batch.cast(schema)

    with adbc, adbc.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare ({columns}, PRIMARY KEY (unit_code, county_code))")
        begun, before = time.perf_counter(), time.process_time()
        cursor.adbc_ingest("bare", pyarrow.RecordBatchReader.from_batches(schema, batches()), mode="append")
        adbc.commit()
        spent, cpu = time.perf_counter() - begun, time.process_time() - before
    return {"seconds": spent, "cpu": cpu}


def read_rollups() -> dict[str, Any]:
    """The sums of the province, and the same counted from the homes."""
    engine = _open()
    stages = (Home.first_booked_at, Home.transfer_booked_at, Home.certified_on)
    counted = select(func.count(), *map(func.count, stages))
    with reading() as session:
        ours = seconds(lambda: rollups.ledger(session, PROVINCE), times=TIMES)
        ceiling = seconds(lambda: session.execute(counted).all())
    engine.dispose()
    return {"ours": ours, "ceiling": ceiling}


def scan_rules() -> dict[str, Any]:
    """Row rules in one pass and one by one, each group rule, and a scan that only looks at one column."""
    engine = _open()
    bare = select(func.count()).where(Home.recorded_at == "nothing")
    with reading() as session:
        scope = Scope(today=clock.today(), region_code=PROVINCE)

        def look(among: Sequence[Rule[Any]], *, at: Scope = scope, shape: Shape | None = None) -> None:
            failed = [
                one.rule.code for one in one_pass.look(session, at, among=among, shape=shape) if one.failed
            ]
            assert not failed, failed

        def spent(among: Sequence[Rule[Any]], times: int = 1) -> float:
            return seconds(lambda: look(among), times=times)

        rows = [rule for rule in RULES.values() if isinstance(rule, RowRule) and rule.kind is Home]
        groups = [rule for rule in RULES.values() if rule not in rows]
        ceiling = seconds(lambda: session.scalar(bare), times=3)
        together = spent(rows, times=2)
        alone = {rule.code: spent([rule]) for rule in rows}
        others = {rule.code: spent([rule]) for rule in groups}
        last = session.get_one(Snapshot, session.scalar(select(func.max(Home.snapshot_id))))
        part = replace(scope, region_code=last.region_code, snapshot_id=last.id)
        county = seconds(lambda: look([*RULES.values()], at=part, shape=last.shape), times=2)
        changed = session.scalar(select(func.count()).where(Home.snapshot_id == last.id))
    engine.dispose()
    return {
        "together": together,
        "ceiling": ceiling,
        "alone": alone,
        "groups": others,
        "county": county,
        "rows": changed,
    }


def compute_figures() -> dict[str, Any]:
    """CPU of each figure of the province by itself, the quickest of several times."""
    from supervision.figures import FIGURES, until

    engine = _open()
    found = {}
    for figure in FIGURES.values():
        taken = []
        for _time in range(TIMES):
            with reading() as session:
                scope = until(PROVINCE, plan.BUSINESS_DATE)
                begun = time.process_time()
                figure.compute(session, scope)
                taken.append(time.process_time() - begun)
        found[figure.code] = min(taken)
    engine.dispose()
    return {"seconds": found}


def write_briefings() -> dict[str, Any]:
    """A week's briefings of every place, and their XML written as a string and packed."""
    from benchmarks.briefings_written import drafted, floor, written

    engine = _open()
    with changing() as session:
        briefings = drafted(session, _batch(session))
        written(briefings[:1])
        begun = time.process_time()
        documents = written(briefings)
        ours = time.process_time() - begun
    engine.dispose()
    return {"ours": ours, "ceiling": floor(documents), "n": len(documents)}


def rerun_page() -> dict[str, Any]:
    """CPU of a rerun of the overview within the app, and of the same app around an empty page."""
    from benchmarks import pages_drawn
    from tests.visit import user_of

    engine = _open()
    with reading() as session:
        leader = by_login(session, "leader")
        assert leader
    user = user_of(leader)
    ours = pages_drawn.rerun(user)
    pages_drawn.empty("overview.overview")
    answer = {"ours": ours, "ceiling": pages_drawn.rerun(user), "n": pages_drawn.TIMES}
    engine.dispose()
    return answer


def search_complaints(*, n: int) -> dict[str, Any]:
    """CPU of each of fifty searches, over a tenth of the complaints and then over all of them."""
    from benchmarks import letters_sent
    from supervision.conduct import search
    from supervision.office import regions

    engine = _open()
    words = letters_sent.queries(QUERIES, list(letters_sent.texts(n // 10)))
    taken: dict[int, list[float]] = {}
    opening = 0.0
    for size, first in ((n // 10, 0), (n, n // 10)):
        with changing() as session:
            county = session.scalars(regions.children("140300")).first()
            assert county
            desk = by_login(session, "bench-desk") or Officer.appoint(
                login="bench-desk", name="信访岗", roles=[Role.PETITIONS], region_code="140300"
            )
            session.add(desk)
            session.flush()
            letters_sent.register_many(session, size - first, by=desk, county_code=county.code, first=first)
        with reading() as session:
            reader = session.get_one(Officer, desk.id)
            opening += _search(session, reader, "没有人写过的话", times=1)
            taken[size] = [_search(session, reader, word, times=3) for word in words]
            held = search.memory(session).bytes
    engine.dispose()
    return {
        "ours": _percentile(taken[n]),
        "ceiling": _percentile(taken[n // 10]),
        "median": statistics.median(taken[n]),
        "first": taken[n][0],
        "opened": opening,
        "held_mb": held / 2**20,
    }


def _search(session: Session, reader: Officer, word: str, *, times: int) -> float:
    from supervision.conduct import search

    taken = []
    for _time in range(times):
        begun = time.process_time()
        search.find(session, reader, word)
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def _percentile(taken: list[float]) -> float:
    """The 95th of a hundred."""
    return statistics.quantiles(taken, n=20)[-1]


def _open() -> Engine:
    everything.load()
    keys.use(keys.Keys.load(config.keys(demo=True)))
    clock.stand_on(plan.BUSINESS_DATE)
    engine = connect(config.database_url())
    with engine.connect() as connection:
        connection.execute(select(HOMES.c.unit_code).limit(1))
    return engine


def _batch(session: Session) -> Officer:
    batch = by_login(session, "batch")
    assert batch
    return batch


def _snapshot(session: Session, path: Path, by: Officer) -> Snapshot:
    kept = StoredFile.keep(session, name=path.name, data=path.name.encode())
    made = Snapshot(
        shape=Shape.LEDGER,
        sheet=path.stem,
        region_code=by.region_code,
        sender=by.region_code,
        as_of=None,
        accepted_at=clock.now(),
        rows_in=0,
        inserted=0,
        updated=0,
        unchanged=0,
        rejected=0,
        skipped=0,
        status=SnapshotStatus.ACCEPTED,
        file_id=kept.id,
        by_id=by.id,
    )
    session.add(made)
    session.flush()
    return made


WORK: dict[str, Callable[..., dict[str, Any]]] = {
    work.__name__: work
    for work in (
        found_office,
        furnish,
        import_ledger,
        load_bare,
        read_rollups,
        scan_rules,
        compute_figures,
        write_briefings,
        rerun_page,
        search_complaints,
    )
}

if __name__ == "__main__":
    answer = WORK[sys.argv[1]](**json.loads(sys.argv[2]))
    print(json.dumps(answer | {"peak_mb": round(peak_mb(), 1)}))
