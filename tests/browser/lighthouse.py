"""Lighthouse as a phone sees a page: the four categories, and what kept each from its full score."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browsing import FLAGS
from tests.provisioning import ensure_browser
from tests.readers import node_packages

HERE = Path(__file__).parent
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


class BrokenOffError(Exception):
    """Lighthouse could not measure: what it said."""


@dataclass(frozen=True)
class Scores:
    """Of a hundred, in the order of CATEGORIES; ``lost`` says where points were lost."""

    scores: tuple[int, ...]
    lost: tuple[str, ...]

    def __str__(self) -> str:
        return "/".join(map(str, self.scores))

    @property
    def least(self) -> int:
        """The lowest of the four."""
        return min(self.scores)


class Lighthouse:
    """Node with Lighthouse and one Chromium, for all pages of a module: starting them costs as much as to measure."""

    def __init__(self, folder: Path) -> None:
        node = node_packages.require(HERE, newest=True)
        profile = folder / "profile"
        profile.mkdir()
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "CHROME_PATH": str(ensure_browser())}
        self._node = subprocess.Popen(
            [node.node, str(HERE / "lighthouse.mjs"), str(profile), "--headless=new", *FLAGS],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def measure(self, url: str, *, times: int = 3) -> Scores:
        """The best of some runs: noise of a busy machine only ever takes points away, so the best is nearest to true.

        A run without a blemish ends it. A run that Lighthouse itself breaks off (its recording of the page load failed)
        has measured nothing and is repeated; when none of them measured, its complaint is raised.
        """
        best: Scores | None = None
        for time in range(times):
            try:
                scores = self._run(url)
            except BrokenOffError:
                if best is None and time == times - 1:
                    raise
                continue
            if best is None or (scores.least, sum(scores.scores)) > (best.least, sum(best.scores)):
                best = scores
            if best.least == 100:
                break
        assert best is not None
        return best

    def stop(self) -> None:
        """End the browser and Node."""
        self._node.communicate(timeout=30)

    def _run(self, url: str) -> Scores:
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(url + "\n")
        self._node.stdin.flush()
        report = json.loads(self._node.stdout.readline())
        if "error" in report:
            raise BrokenOffError(report["error"])
        return _read(report)


def _read(report: dict[str, Any]) -> Scores:
    categories = [report["categories"][name] for name in CATEGORIES]
    lost = [_said(report["audits"][part["id"]]) for each in categories for part in each["auditRefs"] if part["weight"]]
    return Scores(tuple(round(100 * (each["score"] or 0)) for each in categories), tuple(each for each in lost if each))


def _said(audit: dict[str, Any]) -> str:
    """What an audit that took points away says; nothing for the others."""
    is_fine = audit["score"] is None or audit["score"] >= 0.9
    return "" if is_fine else f"{audit['title']} {audit.get('displayValue', '')}"
