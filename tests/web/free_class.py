"""A class without a mission, where everything may be written; no page opens one by itself."""

import asyncio
from threading import Thread

from robots.messages import OpenClass
from tests.web.class_story import there
from web.commands.bench.classroom import Screen


def open_free_class(teacher, address):
    """Open it as the teacher whose page this is."""
    cookies = teacher.tab.context.cookies(address)
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in cookies)
    # Playwright has this thread's loop already.
    work = Thread(target=asyncio.run, args=(_open(address, cookie),))
    work.start()
    work.join()
    teacher.go(f"{address}/class")
    teacher.wait(there(".teach .code"))


async def _open(address, cookie):
    screen = Screen()
    await screen.open(address, "teacher", cookie)
    await screen.ask(OpenClass(lesson=None))
    await screen.close()
