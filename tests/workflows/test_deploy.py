"""The examples for operators: what a program can check of them is checked."""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from workflows.installation import installation
from workflows.server.bounds import Bounds


@pytest.fixture
def deploy(root):
    return root / "deploy"


def blocks(text: str) -> dict[str, list[str]]:
    """Directive to its arguments in a file of braces; braces have to close."""
    found, depth = {}, 0
    for line in text.splitlines():
        line = re.sub(r"(^|\s)#.*", "", line).strip()
        depth += line.count("{ ") + (line.endswith("{")) - (line == "}")
        assert depth >= 0, line
        name, _, rest = line.rstrip("{;").strip().partition(" ")
        found.setdefault(name, []).append(rest.strip())
    assert depth == 0
    return found


def test_the_unit_is_one_that_systemd_reads_and_calls_safe(deploy, tmp_path):
    text = (deploy / "atelier.service").read_text(encoding="utf-8")
    parsed = configparser.RawConfigParser(strict=False, interpolation=None)
    parsed.optionxform = str
    parsed.read_string(text)
    service = parsed["Service"]
    assert service["NoNewPrivileges"] == "yes" and service["ProtectSystem"] == "strict" and service["User"] == "atelier"
    assert int(service["TimeoutStopSec"]) > Bounds().seconds_to_end, "the server ends by itself first"
    assert {"landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self", "seccomp"} <= set(text.replace("=", " ").split()), "kernels confine themselves"
    if not shutil.which("systemd-analyze"):
        return
    there = tmp_path / "atelier.service"
    there.write_text(text.replace("/opt/atelier/.venv/bin/atelier", shutil.which("true")), encoding="utf-8")
    verified = subprocess.run(["systemd-analyze", "verify", there], capture_output=True, text=True)
    assert verified.returncode == 0 and "atelier.service" not in verified.stderr, verified.stderr
    safe = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", there], capture_output=True, text=True)
    assert safe.returncode == 0, safe.stdout[-300:]


def test_the_settings_are_settings(deploy, tmp_path):
    (tmp_path / "settings.toml").write_bytes((deploy / "settings.toml").read_bytes())
    found = installation(tmp_path)
    assert found.server.address.startswith("https://") and found.server.listen == "127.0.0.1"
    assert Bounds.of(found).trusted_proxies == {"127.0.0.1"} and not found.server.unconfined
    assert found.server.metrics_token == "" and found.mail.password == "", "an example holds no secret that somebody would keep"


def test_nginx_keeps_people_at_one_server_and_believes_no_header(deploy, tmp_path):
    path = deploy / "nginx.conf"
    found = blocks(path.read_text(encoding="utf-8"))
    headers = dict(line.split(" ", 1) for line in found["proxy_set_header"])
    assert headers["X-Forwarded-For"] == "$remote_addr" and headers["X-Forwarded-Proto"] == "$scheme" and headers["Upgrade"] == "$http_upgrade"
    assert headers["Host"] == "$http_host" and found["hash"] == ["$remote_addr consistent"] and found["proxy_buffering"] == ["off"]
    assert "/metrics" in found["location"] and found["gzip"] == ["on"]
    if shutil.which("nginx"):
        (tmp_path / "nginx.conf").write_text(f"events {{}}\nhttp {{ include {path}; }}\n", encoding="utf-8")
        done = subprocess.run(["nginx", "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True)
        assert done.returncode == 0 or "cannot load certificate" in done.stderr, done.stderr


def test_caddy_keeps_people_at_one_server(deploy):
    path = deploy / "Caddyfile"
    found = blocks(path.read_text(encoding="utf-8"))
    assert found["lb_policy"] == ["cookie atelier_server"] and found["health_uri"] == ["/healthz"] and found["encode"] == ["zstd gzip"]
    assert found["respond"] == ["@inside 404"] and found["@inside"] == ["path /metrics /metrics/*"]
    if shutil.which("caddy"):
        done = subprocess.run(["caddy", "validate", "--adapter", "caddyfile", "--config", path], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_the_image_runs_as_nobody_special_and_from_the_lock(deploy, root):
    lines = [line for line in (deploy / "Containerfile").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    words = [line.split(" ", 1)[0] for line in lines]
    assert "USER atelier" in lines and words.index("USER") < words.index("ENTRYPOINT") and "STOPSIGNAL SIGTERM" in lines
    assert any(".ci/environment" in line for line in lines) and (root / ".ci" / "environment").exists()
    assert set(words) <= {"ARG", "FROM", "RUN", "WORKDIR", "COPY", "USER", "ENV", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "CMD", "ENTRYPOINT", "", "install"}


def test_the_cluster_is_encrypted_confined_and_without_secrets_but_its_certificates(deploy):
    service, scheduler, workers, policy = yaml.safe_load_all((deploy / "cluster.yaml").read_text(encoding="utf-8"))
    for deployment, words in ((scheduler, {"scheduler", "--protocol", "tls"}), (workers, {"worker", "tls://atelier-scheduler:8786"})):
        labels, pod = deployment["spec"]["template"]["metadata"]["labels"], deployment["spec"]["template"]["spec"]
        (one,) = pod["containers"]
        assert deployment["spec"]["selector"]["matchLabels"] == labels and policy["spec"]["podSelector"]["matchLabels"].items() <= labels.items()
        assert pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["runAsUser"] == 10001 and not pod["automountServiceAccountToken"]
        assert one["securityContext"] == {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
        assert {"name": "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION", "value": "true"} in one["env"]
        assert all("value" in variable and "KEY" not in variable["name"] for variable in one["env"]) and "envFrom" not in one
        assert words <= set(one["command"]) and {"memory"} <= set(one["resources"]["limits"]) and ":latest" not in one["image"]
        # Dask itself knows every option that is given.
        said = subprocess.run([Path(sys.executable).parent / "dask", one["command"][1], "--help"], capture_output=True, text=True, check=True).stdout
        assert all(option in said for option in one["command"] if option.startswith("--"))
    assert service["spec"]["selector"] == scheduler["spec"]["template"]["metadata"]["labels"] and service["spec"]["ports"][0]["port"] == 8786
    assert {item["name"] for item in scheduler["spec"]["template"]["spec"]["volumes"]} == {"certificates", "work"}
    assert policy["spec"]["ingress"] == [{"from": [{"podSelector": policy["spec"]["podSelector"]}]}]


def test_the_readme_names_files_and_numbers_that_exist(deploy, root):
    text = (deploy / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"`([\w.]+(?:\.service|\.conf|\.toml|\.yaml|file))`", text):
        assert (deploy / name).exists(), name
    counted = (root / "workflows" / "server" / "metrics.py").read_text(encoding="utf-8")
    for name in re.findall(r"`(atelier_\w+?)(?:_total)?[`{]", text):
        assert f'"{name}"' in counted, name
