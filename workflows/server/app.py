"""A standalone Voilà that serves the pages of the registry and nothing else of Jupyter."""

import asyncio
import logging
import os
import shutil
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.utils import get_page_config, get_voila_labextensions_path

from workflows.kernels.sandbox import exposed
from workflows.kernels.service import PROVISIONER, kernels
from workflows.server.assets import fingerprint, squeezed
from workflows.server.bounds import Bounds
from workflows.server.connection import Connection
from workflows.server.context import Site
from workflows.server.desk import Desks
from workflows.server.first import warm_first_answers
from workflows.server.front import Front
from workflows.server.health import Health
from workflows.server.home import SITE_FILES
from workflows.server.logs import log_answer, patterns, start_logs
from workflows.server.opening import OwnedKernels, person_opening
from workflows.server.owners import Owners
from workflows.server.pages import shell_words
from workflows.server.rates import Rates
from workflows.server.routes import routes
from workflows.server.safety import safe_headers
from workflows.server.stopping import Stopping
from workflows.server.upkeep import Upkeep
from workflows.server.visits import Visits, count_visit
from workflows.server.who import OurPeople
from workflows.settings import ROOT, home_folder
from workflows.store.engine import Store, open_store
from workflows.store.errors import StoreUnavailable

EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
"""The only front-end extensions that a page downloads."""

PING = 30_000
"""Milliseconds between two signs of life on a page's connection, and how long an answer may take."""

HTTP = {"max_body_size": 2_200_000, "max_header_size": 32_000, "body_timeout": 60, "idle_connection_timeout": 120}
"""What one connection may send, and how slowly."""


class PortTaken(OSError):
    """Another program listens on the port."""


class Exposed(RuntimeError):
    """The installation's own folder stands where every kernel reads; the text is the folder."""


class Server(Voila):
    """The pages, under their own names. `/` is home; what is no page is a 404 that lists them."""

    site: Site
    bounds: Bounds
    ready: Callable[[], None]

    def init_settings(self) -> dict:
        """Voilà's, the site, and what keeps the server safe."""
        self.owners = Owners(self.bounds.kernels_per_person, self.bounds.kernels_in_all)
        self.visits = Visits()
        self.stopping, self.health = Stopping(self.bounds.seconds_to_end), Health()
        self.health.add("serving", lambda: not self.stopping.asked)
        self.health.add("store", self._store_answers)
        return {**super().init_settings(), "site": self.site, "bounds": self.bounds, "owners": self.owners,
                "health": self.health, "rates": Rates(self.bounds.rates), "stopping": self.stopping,
                "log_function": self._answered, "visits": self.visits, "trusted_proxies": self.bounds.trusted_proxies,
                "transforms": [safe_headers(self.bounds.trusted_proxies)],
                "websocket_max_message_size": self.bounds.message_bytes}

    def init_handlers(self) -> list:
        """Ours only: of Voilà's own none is left, neither tree, contents, files nor render."""
        pages = {"template_paths": self.template_paths, "config": self.config,
                 "voila_configuration": self.voila_configuration}
        front = self.app.settings["front"] = Front({name: roots for name, (_, roots) in self.assets().items()},
                                                   self._page_settings, self.base_url)
        threading.Thread(target=self._squeeze, args=[front], daemon=True).start()
        found = routes(self.base_url, pages, self.assets(), front)
        self.app.settings["routes"] = patterns(found)
        return found

    def assets(self) -> dict[str, tuple[str, list[str]]]:
        """The folders of browser files: name to (fingerprint, roots)."""
        if not hasattr(self, "_assets"):
            roots = {"static": collect_static_paths(["voila", "nbconvert"], "base"),
                     "extensions": get_voila_labextensions_path([]), "site": [str(SITE_FILES)]}
            self._assets = {name: (fingerprint(_wanted(name, found)), found) for name, found in roots.items()}
        return self._assets

    def _page_settings(self):
        found = get_page_config(self.base_url, self.app.settings, self.log, self.voila_configuration)
        return {**self.page_config(found), "jupyterLabTheme": "light"}

    def _squeeze(self, front):
        """Compress what every page downloads before the first person asks."""
        assert front.squeezed
        for name, (_, roots) in self._assets.items():
            for folder in _wanted(name, roots):
                for path in Path(folder).rglob("*.js"):
                    squeezed(str(path.resolve()), path.stat().st_mtime_ns)

    def _answered(self, handler) -> None:
        log_answer(handler)
        count_visit(handler, self.site.clock())

    async def _store_answers(self) -> bool:
        def look():
            with self.site.store.read():
                return True

        return await asyncio.to_thread(look)

    def listen(self) -> None:
        """Serves until it is asked to end; then nothing of it is left."""
        asyncio.run(self._serve())

    async def _serve(self):
        desks = Desks(self.site.store, self.site.clock)
        with kernels(unconfined=self.site.installation.server.unconfined) as kernel:
            kernel.open_desk = lambda kernel_id, environment: desks.open(person_opening())
            http = self.app.listen(self.port, self.ip, **HTTP)
            ended = asyncio.Event()

            async def end():
                await self.stopping.end(http, self.kernel_manager)
                ended.set()

            self.stopping.listen(end)
            beside = [asyncio.create_task(work) for work in (
                self.health.watch(), Upkeep(self.site, self.visits).run(), asyncio.to_thread(warm_first_answers))]
            self.ready()
            await ended.wait()
            for task in beside:
                task.cancel()
            with suppress(StoreUnavailable):
                self.visits.write_down(self.site.store)
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    def page_config(self, config, **_):
        """Where the browser finds its files, under names that change with their content."""
        at = {name: f"{self.base_url}assets/{name}-{mark}" for name, (mark, _) in self.assets().items()}
        # The front end insists on fetching MathJax, from outside if need be; no page has formulas.
        return {**config, "fullStaticUrl": at["static"], "fullMathjaxUrl": f"{at['site']}/mathjax.js",
                "fullLabextensionsUrl": at["extensions"]}


def _wanted(name, roots):
    """The folders really downloaded from: for extensions, those of the allowlist."""
    if name != "extensions":
        return [root for root in roots if Path(root).is_dir()]
    return [str(folder) for root in roots for extension in EXTENSIONS
            if (folder := Path(root) / extension).is_dir()]


def serve(port: int, ready: Callable[[Store], None], site: Site | None = None, bounds: Bounds | None = None) -> None:
    """Serve the pages until interrupted, on 127.0.0.1 unless the settings say otherwise; PortTaken when it is not free.

    `ready` is called once it listens. Without a site or bounds, those of this installation.
    """
    if exposed([home_folder()]):
        raise Exposed(str(home_folder()))
    site = site or Site.of_this_installation(open_store())
    listen = site.installation.server.listen
    with socket.socket(socket.AF_INET6 if ":" in listen else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listen, port))
        except OSError as error:
            raise PortTaken(port) from error
    # Voilà finds templates through Jupyter's search path only.
    folders = [str(ROOT / "widgets" / "template"), *filter(None, [os.environ.get("JUPYTER_PATH")])]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(folders)
    start_logs()
    bounds = bounds or Bounds.of(site.installation)
    server = Server(config=_config(port, listen, bounds))
    server.site, server.bounds, server.ready = site, bounds, lambda: ready(site.store)
    # A function of its own: the configuration is copied deeply, and a method would bring the server along.
    server.config.VoilaConfiguration.page_config_hook = lambda config, **_: server.page_config(config)
    server.initialize(argv=[])
    server.start()


def _config(port: int, listen: str, bounds: Bounds) -> Config:
    config = Config()
    config.Voila.update(port=port, port_retries=0, open_browser=False, ip=listen, root_dir=str(ROOT / "notebooks"),
                        config_file_paths=[], log_level=logging.ERROR, identity_provider_class=OurPeople,
                        kernel_websocket_connection_class=Connection,
                        # Not longer than the interval between two, or every page opened prints a warning.
                        tornado_settings={"ws_ping_interval": PING, "ws_ping_timeout": PING})
    config.VoilaConfiguration.update(
        template="atelier", allow_template_override="NO", allow_theme_override="NO", strip_sources=True,
        show_tracebacks=False, extension_allowlist=EXTENSIONS, prelaunch_hook=shell_words, file_allowlist=[],
        multi_kernel_manager_class=OwnedKernels)
    config.MappingKernelManager.update(cull_idle_timeout=bounds.idle_seconds, cull_interval=bounds.look_seconds,
                                       cull_connected=False)
    config.KernelProvisionerFactory.default_provisioner_name = PROVISIONER
    return config
