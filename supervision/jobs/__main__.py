"""Runs the jobs until it is stopped: `python -m supervision.jobs`, one process beside the app or for many."""

import logging
from signal import SIGINT, SIGTERM, sigwait

from supervision import logbook
from supervision.jobs import keep_running
from supervision.office.opening import open_office

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    logbook.keep_words_out()
    engine = open_office()
    stop = keep_running()
    sigwait((SIGINT, SIGTERM))
    stop()
    engine.dispose()
