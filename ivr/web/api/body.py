"""A request's body as it came, for what is signed or is no JSON."""

from typing import Annotated

from fastapi import Depends, Request


async def _raw(request: Request) -> bytes:
    return await request.body()


Raw = Annotated[bytes, Depends(_raw)]
