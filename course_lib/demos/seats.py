"""Kernels for the visitors of a lecture page: each has one, and there are only so many."""

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Int


class Seats(AsyncMappingKernelManager):
    """Refuses a visitor for whom there is no kernel left, in words that the page shows."""

    most = Int(16, config=True, help="so many kernels at a time")

    async def start_kernel(self, *arguments, **keywords) -> str:
        taken = len(self.list_kernel_ids())
        if taken >= self.most:
            reason = f"All seats are taken, of which there are {self.most}. Close a tab that you need no more, or try again in a minute"
            raise HTTPError(503, reason, reason=reason)
        return await super().start_kernel(*arguments, **keywords)
