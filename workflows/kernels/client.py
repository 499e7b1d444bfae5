"""A client that knows when its kernel is ready, instead of waiting a while for silence."""

import asyncio
from queue import Empty

from jupyter_client import AsyncKernelClient

LOOK_SECONDS = 1.0


class PageClient(AsyncKernelClient):
    """For kernels of this project: they answer from the moment they are handed over, and greet whoever listens."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Until the kernel has answered, and what it sends to all is heard here; RuntimeError when that never happens."""
        try:
            await asyncio.wait_for(self._ready(), timeout)
        except TimeoutError:
            raise RuntimeError(f"the kernel did not answer within {timeout} s") from None

    async def _ready(self):
        self.kernel_info()
        await self._until(self.get_shell_msg, "kernel_info_reply")
        # Sent to each new listener, so that nothing that follows is missed.
        await self._until(self.get_iopub_msg, "iopub_welcome")

    async def _until(self, hear, kind):
        while True:
            try:
                message = await hear(timeout=LOOK_SECONDS)
            except Empty:
                if not await self._async_is_alive():
                    raise RuntimeError("the kernel ended before it answered") from None
            else:
                if message["msg_type"] == "kernel_info_reply":
                    self._handle_kernel_info_reply(message)
                if message["msg_type"] == kind:
                    return
