"""`python -m tests.deployment`: the settings of production, looked at without production.

Migrations must match the models, and `check --deploy` must find nothing, with the variables
that docs/production.md tells an administrator to set. Nothing is connected to.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMANDS = (
    ("makemigrations", "--check", "--dry-run"),
    ("check", "--deploy", "--fail-level", "WARNING"),
)


def production(folder: Path) -> dict[str, str]:
    """Return the environment of a production process, its secrets in files in `folder`."""
    secrets = {
        "SECRET_KEY": "".join(chr(33 + (7 * number) % 90) for number in range(64)),
        "DATABASE_URL": "postgresql://daylight:password@db.example.test:5432/daylight",
        "REDIS_URL": "redis://:password@redis.example.test:6379/0",
    }
    env = {name: value for name, value in os.environ.items() if not name.startswith("DAYLIGHT_")}
    for name, value in secrets.items():
        path = folder / name.lower()
        path.write_text(value, "utf-8")
        env[f"DAYLIGHT_{name}_FILE"] = str(path)
    return env | {
        "DAYLIGHT_VAR": str(folder / "var"),
        "DAYLIGHT_HOSTS": "daylight.example.test",
        "DAYLIGHT_KEYRING": str(folder / "keyring.json"),
        "DJANGO_SETTINGS_MODULE": "workspace.settings",
    }


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="daylight-check-") as folder:
        production_env = production(Path(folder))
        (Path(folder) / "var").mkdir()
        here = production_env | {"DAYLIGHT_DATABASE_URL_FILE": ""}  # history needs a database
        for command, env in zip(COMMANDS, (here, production_env), strict=True):
            print("manage.py", *command, flush=True)
            done = subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env)
            if done.returncode:
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
