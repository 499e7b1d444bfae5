"""What tests of this floor share: a warm parent, as costly as the start of a server; an office where orders are written."""

import pytest

from tests.kernels import WAYS, kernel
from tests.office import Office
from tests.order_site import started


@pytest.fixture
def office(store, tmp_path):
    return Office(store, tmp_path)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """One server for all tests that bring their own people and look at what is theirs."""
    home = tmp_path_factory.mktemp("home")
    found, process = started(home, home / "server.log")
    yield found
    process.terminate()
    process.wait(30)
    found.office.store.close()


@pytest.fixture(scope="session")
def warm():
    """The kernels of a server, switched on; loaded once for all tests."""
    from workflows.kernels import warm
    from workflows.kernels.service import kernels

    # On a machine that is busy with the other tests loading takes longer than a person should wait: here the fork counts.
    usual, warm.LOADING = warm.LOADING, 150.0
    with kernels() as found:
        yield found
    warm.LOADING = usual


@pytest.fixture(scope="module", params=WAYS)
def confined(request, warm):
    """A kernel as a member's page has it, in each of the ways in which it comes to be."""
    with kernel(request.param) as found:
        yield found
