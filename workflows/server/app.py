"""A standalone Voilà that serves the pages of the registry and nothing else of Jupyter."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_static_paths
from voila.utils import get_voila_labextensions_path

from workflows.installation import installation
from workflows.kernels.service import PROVISIONER, kernels
from workflows.pages.registry import PAGES
from workflows.server.account import account_routes
from workflows.server.accounts import accounts_routes
from workflows.server.api import api_routes
from workflows.server.assets import AssetHandler, fingerprint, squeezed
from workflows.server.context import Site
from workflows.server.drafts import draft_routes
from workflows.server.home import SITE_FILES, site_assets
from workflows.server.law import law_routes
from workflows.server.members import member_routes
from workflows.server.pages import PageHandler, shell_words
from workflows.server.sign_in import sign_in_routes
from workflows.server.site import HomeHandler, SiteHandler, UnknownHandler
from workflows.settings import ROOT, home_folder
from workflows.store.engine import Store, open_store

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

    site: Site

    def init_settings(self) -> dict:
        """What handlers find: Voilà's own, and the site."""
        return {**super().init_settings(), "site": self.site}

    def init_handlers(self) -> list:
        """Voilà's handlers for kernels, then ours; its tree, contents, files and render are left out."""
        kept = [handler for handler in super().init_handlers() if any(part in handler[0] for part in _KERNEL_ROUTES)]
        base = self.base_url
        pages = [(f"{base}{name}", PageHandler, {
            "notebook_path": page.notebook.name, "template_paths": self.template_paths, "config": self.config,
            "voila_configuration": self.voila_configuration}) for name, page in PAGES.items()]
        return [*kept, *pages, (base, HomeHandler), (f"{base}healthz", HealthHandler), *law_routes(base),
                *api_routes(base), *sign_in_routes(base), *account_routes(base), *draft_routes(base), *member_routes(base),
                *accounts_routes(base), (rf"{base}assets/{site_assets()}/(.*)", AssetHandler, {"roots": [str(SITE_FILES)]}),
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


class HealthHandler(SiteHandler):
    """`/healthz`: the server answers."""

    def get(self) -> None:
        self.finish("ok")


def _wanted(name, roots):
    """The folders really downloaded from: for extensions, those of the allowlist."""
    if name != "extensions":
        return [root for root in roots if Path(root).is_dir()]
    return [str(folder) for root in roots for extension in EXTENSIONS
            if (folder := Path(root) / extension).is_dir()]


def serve(port: int, ready: Callable[[Store], None]) -> None:
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
    site = Site(open_store(), installation(home_folder()))
    server = Server(config=_config(port))
    server.site = site
    # A function of its own: the configuration is copied deeply, and a method would bring the server along.
    server.config.VoilaConfiguration.page_config_hook = lambda config, **_: server.page_config(config)
    server.initialize(argv=[])
    server.ready = lambda: ready(site.store)
    with kernels():
        server.start()


def _config(port: int) -> Config:
    config = Config()
    config.Voila.update(port=port, port_retries=0, open_browser=False, ip="127.0.0.1", root_dir=str(ROOT / "notebooks"),
                        config_file_paths=[], log_level=logging.ERROR,
                        # Not longer than the interval between two, or every page opened prints a warning.
                        tornado_settings={"ws_ping_interval": PING, "ws_ping_timeout": PING,
                                          "xsrf_cookie_kwargs": {"samesite": "Lax"}})
    config.VoilaConfiguration.update(
        template="atelier", allow_template_override="NO", allow_theme_override="NO", strip_sources=True,
        show_tracebacks=False, extension_allowlist=EXTENSIONS, prelaunch_hook=shell_words, file_allowlist=[])
    config.MappingKernelManager.update(cull_idle_timeout=IDLE_SECONDS, cull_interval=LOOK_SECONDS, cull_connected=False)
    config.KernelProvisionerFactory.default_provisioner_name = PROVISIONER
    return config
