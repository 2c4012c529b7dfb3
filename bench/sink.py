"""A mail server on the loopback, in a process of its own. Writes down what it took before it says so.

python -m bench.sink PORT FILE: a line for each letter: recipient, Message-ID.
"""

import asyncio
import sys
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Sink:
    def __init__(self, file: Path):
        self.file = file.open("a", buffering=1)

    async def handle_DATA(self, server, session, envelope):
        """A letter it has taken is on the list, whether or not the sender lives to hear of it."""
        message = message_from_bytes(envelope.content)
        self.file.write(f"{envelope.rcpt_tos[0]} {message['Message-ID']}\n")
        await asyncio.sleep(0.005)
        return "250 OK"


async def serve(port: int, file: Path) -> None:
    sink = Sink(file)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(sink, hostname="sink.example.org", enable_SMTPUTF8=True), "127.0.0.1", port
    )
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
