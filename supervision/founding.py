"""Founding an office on an empty home: tables, key, regions, calendar, campaign and the batch account."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, inspect

from supervision import clock, config
from supervision.ciphers import make_pair, split
from supervision.conduct import rejudging
from supervision.db import changing, connect
from supervision.delivery import campaigns
from supervision.errors import Refused
from supervision.keys import FILE, Keys, use
from supervision.migrations import upgrade
from supervision.office import networks, regions, workdays
from supervision.office.installation import Installation
from supervision.office.networks import Network
from supervision.office.people import Officer, Role
from supervision.words import _

BATCH, PROVINCE = "batch", "140000"


@dataclass(frozen=True)
class Founded:
    """A new office, and the two halves of the key that opens identities when no officer can any more.

    Each half goes into an envelope of its own, with another keeper; neither is written anywhere.
    """

    engine: Engine
    envelopes: tuple[str, str]


def found(*, demo: bool, network: Network = Network.INTERNAL, business_date: date | None = None) -> Founded:
    """Set an office up on an empty home: never over one that is there, and its key is made only now."""
    config.home().mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = connect(config.database_url())
    if inspect(engine).get_table_names():
        engine.dispose()
        raise Refused(_("{place} 已有数据，不会覆盖。", place=engine.url.render_as_string()))
    config.home().chmod(0o700)
    folder = config.keys(demo=demo)
    keys = Keys.load(folder) if demo and (folder / FILE).exists() else Keys.make(folder)
    use(keys)
    upgrade(engine)
    clock.stand_on(business_date)
    networks.stand_on(network)
    private, public = make_pair()
    with changing() as session:
        session.add(
            Installation.set_up(
                keys=keys,
                recovery_public=public,
                province_code=PROVINCE,
                demo=demo,
                network=network,
                business_date=business_date,
            )
        )
        regions.seed(session)
        workdays.seed(session)
        campaigns.seed(session, province_code=PROVINCE)
        rejudging.seed(session, clock.today())
        session.flush()
        session.add(
            Officer.appoint(
                login=BATCH, name="批处理账号", roles=[Role.INSPECTOR], region_code=PROVINCE, batch=True
            )
        )
    first, second = split(private)
    return Founded(engine, (first.hex(), second.hex()))


def undo(engine: Engine) -> None:
    """Clear away an embedded database that could not be filled; the key stays."""
    engine.dispose()
    if engine.dialect.name == "sqlite" and engine.url.database:
        for path in Path(engine.url.database).parent.glob(f"{Path(engine.url.database).name}*"):
            path.unlink()
