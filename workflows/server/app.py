"""A standalone Voilà that serves the pages of the registry and nothing else of Jupyter."""

import asyncio
import logging
import os
import shutil
import socket
import threading
from collections.abc import Callable
from pathlib import Path

from tornado.web import HTTPError
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.tornado.handler import TornadoVoilaHandler
from voila.utils import get_voila_labextensions_path

from workflows.pages.registry import PAGES
from workflows.server.api import api_routes
from workflows.server.assets import AssetHandler, fingerprint, squeezed
from workflows.server.bounds import Bounds
from workflows.server.connection import Connection
from workflows.server.health import Health, HealthHandler
from workflows.server.home import TEMPLATES, HomeHandler, UnknownHandler, home, language_of
from workflows.server.kernel_routes import kernel_routes
from workflows.server.law import law_routes
from workflows.server.logs import log_answer, patterns, start_logs
from workflows.server.metrics import MetricsHandler
from workflows.server.opening import Opened, OwnedKernels
from workflows.server.owners import Owners
from workflows.server.rates import Rates
from workflows.server.safety import PAGE, safe_headers
from workflows.server.stopping import Stopping
from workflows.server.who import OurPeople
from workflows.settings import ROOT
from workflows.words.catalogue import speak

EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
"""The only front-end extensions that a page downloads."""

PING = 30_000
"""Milliseconds between two signs of life on a page's connection, and how long an answer may take."""

HTTP = {"max_body_size": 2_000_000, "max_header_size": 32_000, "body_timeout": 60, "idle_connection_timeout": 120}
"""What one connection may send, and how slowly."""


class PortTaken(OSError):
    """Another program listens on the port."""


class Server(Voila):
    """The pages, under their own names. `/` is home; what is no page is a 404 that lists them."""

    bounds = Bounds()

    def init_settings(self) -> dict:
        """Voilà's, and what keeps the server safe."""
        self.owners = Owners(self.bounds.kernels_per_person, self.bounds.kernels_in_all)
        self.stopping, self.health = Stopping(self.bounds.seconds_to_end), Health()
        self.health.add("serving", lambda: not self.stopping.asked)
        return {**super().init_settings(), "bounds": self.bounds, "owners": self.owners, "health": self.health,
                "rates": Rates(self.bounds.rates), "stopping": self.stopping, "log_function": log_answer,
                "trusted_proxies": self.bounds.trusted_proxies, "transforms": [safe_headers(self.bounds.trusted_proxies)],
                "websocket_max_message_size": self.bounds.message_bytes}

    def init_handlers(self) -> list:
        """Ours only: of Voilà's own none is left, neither tree, contents, files nor render."""
        base = self.base_url
        pages = [(f"{base}{name}", PageHandler, {
            "notebook_path": page.notebook.name, "template_paths": self.template_paths, "config": self.config,
            "voila_configuration": self.voila_configuration}) for name, page in PAGES.items()]
        found = [*kernel_routes(base), *pages, (base, HomeHandler), (f"{base}healthz", HealthHandler),
                 (f"{base}metrics", MetricsHandler), *law_routes(base), *api_routes(base),
                 *((rf"{base}assets/{name}-{mark}/(.*)", AssetHandler, {"roots": roots})
                   for name, (mark, roots) in self.assets().items()), (r".*", UnknownHandler)]
        self.app.settings["routes"] = patterns(found)
        return found

    def assets(self) -> dict[str, tuple[str, list[str]]]:
        """The folders of browser files: name to (fingerprint, roots)."""
        if not hasattr(self, "_assets"):
            roots = {"static": collect_static_paths(["voila", "nbconvert"], "base"),
                     "extensions": get_voila_labextensions_path([]), "own": [str(TEMPLATES / "own")]}
            self._assets = {name: (fingerprint(_wanted(name, found)), found) for name, found in roots.items()}
            threading.Thread(target=self._squeeze, daemon=True).start()
        return self._assets

    def _squeeze(self):
        """Compress what every page downloads before the first person asks."""
        for name, (_, roots) in self._assets.items():
            for folder in _wanted(name, roots):
                for path in Path(folder).rglob("*.js"):
                    squeezed(str(path.resolve()), path.stat().st_mtime_ns)

    def listen(self) -> None:
        """Serves until it is asked to end; then nothing of it is left."""
        asyncio.run(self._serve())

    async def _serve(self):
        http = self.app.listen(self.port, self.ip, **HTTP)
        ended = asyncio.Event()

        async def end():
            await self.stopping.end(http, self.kernel_manager)
            ended.set()

        self.stopping.listen(end)
        watch = asyncio.create_task(self.health.watch())
        self.ready()
        await ended.wait()
        watch.cancel()
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    def page_config(self, config, **_):
        """Where the browser finds its files, under names that change with their content."""
        at = {name: f"{self.base_url}assets/{name}-{mark}" for name, (mark, _) in self.assets().items()}
        # The front end insists on fetching MathJax, from outside if need be; no page has formulas.
        return {**config, "fullStaticUrl": at["static"], "fullMathjaxUrl": f"{at['own']}/mathjax.js",
                "fullLabextensionsUrl": at["extensions"]}


class PageHandler(Opened, TornadoVoilaHandler):
    """A page's notebook. What fails is said in a sentence, with the pages there are; never a traceback."""

    content_security_policy = PAGE

    async def prepare(self) -> None:
        await super().prepare()
        # Reading the token sets its cookie: without it the page may not end its own kernel when it is left.
        _ = self.xsrf_token

    def write_error(self, status_code: int, **_) -> None:
        words = speak(language_of(self))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(home(words, self.base_url, words("site.failed")))


def _wanted(name, roots):
    """The folders really downloaded from: for extensions, those of the allowlist."""
    if name != "extensions":
        return [root for root in roots if Path(root).is_dir()]
    return [str(folder) for root in roots for extension in EXTENSIONS
            if (folder := Path(root) / extension).is_dir()]


def shell_words(handler, notebook, cwd):
    """Before a page's kernel starts: the words of the shell around it, in the language that was asked."""
    if len(handler.request.query) > 8000:
        raise HTTPError(414)
    words = speak(language_of(handler))
    notebook.metadata["shell"] = {
        "skip": words("site.skip"), "name": words("site.name"), "busy": words("site.busy"),
        "no_script": words("site.no_script"), "not_advice": words("site.not_advice"),
        "style": (ROOT / "widgets" / "style.css").read_text(encoding="utf-8"), "language": words.language,
        "title": words(f"{Path(handler.notebook_path).stem}.title")}
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source += f"\nlanguage = {words.language!r}"
    return notebook


def serve(port: int, ready: Callable[[], None], bounds: Bounds | None = None) -> None:
    """Serve the pages on 127.0.0.1 until interrupted; PortTaken when the port is not free. `ready`: once it listens."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTaken(port) from error
    # Voilà finds templates through Jupyter's search path only.
    folders = [str(ROOT / "widgets" / "template"), *filter(None, [os.environ.get("JUPYTER_PATH")])]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(folders)
    start_logs()
    bounds = bounds or Bounds()
    server = Server(config=_config(port, bounds))
    server.bounds = bounds
    server.config.VoilaConfiguration.page_config_hook = server.page_config
    server.initialize(argv=[])
    server.ready = ready
    server.start()


def _config(port: int, bounds: Bounds) -> Config:
    config = Config()
    config.Voila.update(port=port, port_retries=0, open_browser=False, ip="127.0.0.1", root_dir=str(ROOT / "notebooks"),
                        config_file_paths=[], log_level=logging.ERROR, identity_provider_class=OurPeople,
                        kernel_websocket_connection_class=Connection,
                        # Not longer than the interval between two, or every page opened prints a warning.
                        tornado_settings={"ws_ping_interval": PING, "ws_ping_timeout": PING})
    config.VoilaConfiguration.update(
        template=TEMPLATES.name, allow_template_override="NO", allow_theme_override="NO", strip_sources=True,
        show_tracebacks=False, extension_allowlist=EXTENSIONS, prelaunch_hook=shell_words, file_allowlist=[],
        multi_kernel_manager_class=OwnedKernels)
    config.MappingKernelManager.update(cull_idle_timeout=bounds.idle_seconds, cull_interval=bounds.look_seconds,
                                       cull_connected=False)
    config.KernelManager.transport = "ipc"
    return config
