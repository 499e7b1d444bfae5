"""What tests of this floor share: a warm parent, as costly as the start of a server."""

import pytest

from tests.kernels import WAYS, kernel


@pytest.fixture(scope="session")
def warm():
    """The kernels of a server, switched on; loaded once for all tests."""
    from workflows.kernels.service import kernels

    with kernels() as found:
        yield found


@pytest.fixture(scope="module", params=WAYS)
def confined(request, warm):
    """A kernel as a member's page has it, in each of the ways in which it comes to be."""
    with kernel(request.param) as found:
        yield found
