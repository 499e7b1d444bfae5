"""A standalone Voilà that serves the pages of the registry and nothing else of Jupyter."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.tornado.handler import TornadoVoilaHandler
from voila.utils import get_voila_labextensions_path

from workflows.kernels.service import PROVISIONER, kernels
from workflows.pages.registry import PAGES
from workflows.server.api import api_routes
from workflows.server.assets import AssetHandler, fingerprint, squeezed
from workflows.server.home import TEMPLATES, HomeHandler, UnknownHandler, home, language_of
from workflows.server.law import law_routes
from workflows.settings import ROOT
from workflows.words.catalogue import speak

EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
"""The only front-end extensions that a page downloads."""

NO_MATHJAX = "data:text/javascript,window.MathJax={Hub:{Config(){},Configured(){},Queue(){},Register:{StartupHook(){}}}}//"
"""The front end insists on fetching MathJax, from outside if need be; no page has formulas."""

IDLE_SECONDS, LOOK_SECONDS = 180, 30
"""A kernel whose page is closed goes after so long; how often this is looked at."""

PING = 30_000
"""Milliseconds between two signs of life on a page's connection, and how long an answer may take."""

_KERNEL_ROUTES = ("/api/kernels/", "/voila/api/shutdown/")


class PortTaken(OSError):
    """Another program listens on the port."""


class Server(Voila):
    """The pages, under their own names. `/` is home; what is no page is a 404 that lists them."""

    def init_handlers(self) -> list:
        """Voilà's handlers for kernels, then ours; its tree, contents, files and render are left out."""
        kept = [handler for handler in super().init_handlers() if any(part in handler[0] for part in _KERNEL_ROUTES)]
        base = self.base_url
        pages = [(f"{base}{name}", PageHandler, {
            "notebook_path": page.notebook.name, "template_paths": self.template_paths, "config": self.config,
            "voila_configuration": self.voila_configuration}) for name, page in PAGES.items()]
        return [*kept, *pages, (base, HomeHandler), (f"{base}healthz", HealthHandler), *law_routes(base),
                *api_routes(base),
                *((rf"{base}assets/{name}-{mark}/(.*)", AssetHandler, {"roots": roots})
                  for name, (mark, roots) in self.assets().items()), (r".*", UnknownHandler)]

    def assets(self) -> dict[str, tuple[str, list[str]]]:
        """The folders of browser files: name to (fingerprint, roots)."""
        if not hasattr(self, "_assets"):
            roots = {"static": collect_static_paths(["voila", "nbconvert"], "base"),
                     "extensions": get_voila_labextensions_path([])}
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
        IOLoop.current().add_callback(self.ready)
        super().listen()

    def page_config(self, config, **_):
        """Where the browser finds its files, under names that change with their content."""
        base = self.base_url
        (static, _), (extensions, _) = self.assets()["static"], self.assets()["extensions"]
        return {**config, "fullStaticUrl": f"{base}assets/static-{static}", "fullMathjaxUrl": NO_MATHJAX,
                "fullLabextensionsUrl": f"{base}assets/extensions-{extensions}"}


class PageHandler(TornadoVoilaHandler):
    """A page's notebook. What fails is said in a sentence, with the pages there are; never a traceback."""

    async def prepare(self) -> None:
        await super().prepare()
        # Reading the token sets its cookie: without it the page may not end its own kernel when it is left.
        _ = self.xsrf_token

    def write_error(self, status_code: int, **_) -> None:
        words = speak(language_of(self))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(home(words, self.base_url, words("site.failed")))


class HealthHandler(HomeHandler):
    """`/healthz`: the server answers."""

    def get(self) -> None:
        self.finish("ok")


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


def serve(port: int, ready: Callable[[], None]) -> None:
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
    server = Server(config=_config(port))
    server.config.VoilaConfiguration.page_config_hook = server.page_config
    server.initialize(argv=[])
    server.ready = ready
    with kernels():
        server.start()


def _config(port: int) -> Config:
    config = Config()
    config.Voila.update(port=port, port_retries=0, open_browser=False, ip="127.0.0.1", root_dir=str(ROOT / "notebooks"),
                        config_file_paths=[], log_level=logging.ERROR,
                        # Not longer than the interval between two, or every page opened prints a warning.
                        tornado_settings={"ws_ping_interval": PING, "ws_ping_timeout": PING})
    config.VoilaConfiguration.update(
        template=TEMPLATES.name, allow_template_override="NO", allow_theme_override="NO", strip_sources=True,
        show_tracebacks=False, extension_allowlist=EXTENSIONS, prelaunch_hook=shell_words, file_allowlist=[])
    config.MappingKernelManager.update(cull_idle_timeout=IDLE_SECONDS, cull_interval=LOOK_SECONDS, cull_connected=False)
    config.KernelProvisionerFactory.default_provisioner_name = PROVISIONER
    return config
