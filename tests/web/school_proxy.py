"""A school's proxy: it lets plain HTTP through and, when told to, drops websockets."""

import asyncio
import threading


class SchoolProxy:
    """Listens on `port` and passes all on to the server's port.

    `drops_upgrades`: a request to become a websocket is never answered; setting it cuts the
    websockets that are open (see `drop_upgrades`). It runs in a thread of its own.
    """

    def __init__(self, server_port, drops_upgrades=True):
        self.drops_upgrades = drops_upgrades
        self.dropped = 0
        self._server_port = server_port
        self._loop = asyncio.new_event_loop()
        self._open = set()
        self._websockets = set()
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        started.wait()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def drop_upgrades(self):
        """From now on no websocket passes, and those that are open are cut."""
        self.drops_upgrades = True
        self._loop.call_soon_threadsafe(lambda: [cut.close() for cut in list(self._websockets)])

    def close(self):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self, started):
        asyncio.set_event_loop(self._loop)
        listening = asyncio.start_server(self._serve, "127.0.0.1", 0)
        server = self._loop.run_until_complete(listening)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        self._loop.run_forever()
        server.close()
        for writer in self._open:
            writer.transport.abort()
        if tasks := asyncio.all_tasks(self._loop):
            self._loop.run_until_complete(asyncio.wait(tasks))
        self._loop.close()

    async def _serve(self, reader, writer):
        self._open.add(writer)
        try:
            await self._pass(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._open.discard(writer)
            self._websockets.discard(writer)
            writer.close()

    async def _pass(self, reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        if b"upgrade: websocket" in head.lower():
            if self.drops_upgrades:
                self.dropped += 1
                await reader.read()  # never answered
                return
            self._websockets.add(writer)
        there, back = await asyncio.open_connection("127.0.0.1", self._server_port)
        self._open.add(back)
        back.write(head)
        await asyncio.gather(_copy(reader, back), _copy(there, writer))
        self._open.discard(back)


async def _copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
