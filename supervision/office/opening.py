"""Opening the office: database, keys and the day on its wall, alike for the app, the command and the jobs."""

from sqlalchemy import Engine, inspect

from supervision import clock, config, keys
from supervision.db import connect, reading
from supervision.errors import Refused
from supervision.office import installation, networks
from supervision.office.installation import Installation
from supervision.office.units import Unit
from supervision.words import _


def open_office() -> Engine:
    """Connect, take the key this database was made with, its network and its 业务日期; refused otherwise.

    Once per process; whoever opens the office disposes of the engine.
    """
    engine = connect(config.database_url())
    try:
        with reading() as session:
            there = set(inspect(engine).get_table_names())
            if not {Installation.__tablename__, Unit.__tablename__} <= there:  # an officer may be a unit's
                raise Refused(_("数据库尚未初始化，请先运行 python -m supervision init。"))
            found = installation.current(session)
        held = keys.Keys.load(config.keys(demo=found.demo))
        found.require(held)
    except Refused:
        engine.dispose()
        raise
    keys.use(held)
    networks.stand_on(found.network)
    clock.stand_on(found.business_date if found.demo else None)
    return engine
