"""Where fonts lie and which of them serve: the choice, and why, stands in ``docs/why/fonts.md``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from digests.language import Lang

PACKAGE = "manimgx_fonts_cjk"
"""The package of the extra ``pictures``: Noto Sans CJK as Noto publishes it, and nothing else."""


@dataclass(frozen=True, slots=True)
class Known:
    """A font by the names of its files."""

    regular: str
    strong: str = ""
    """The file of its heavier weight, where that is a file of its own."""
    region: Lang | None = None
    """Whose forms of Chinese characters it has, where the names of its faces do not tell (SC, TC, KR)."""
    chinese: bool = True


@dataclass(frozen=True, slots=True)
class FontFile:
    """A known font that is there."""

    known: Known
    regular: Path
    strong: Path | None


KNOWN = (
    Known("NotoSansCJK-VF.ttc"),
    Known("NotoSansCJK-VF.ttf.ttc"),
    Known("NotoSansCJK-VF.otf.ttc"),
    Known("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    Known("SourceHanSans-VF.ttf.ttc"),
    Known("SourceHanSans-VF.otf.ttc"),
    Known("SourceHanSans-Regular.ttc", "SourceHanSans-Bold.ttc"),
    Known("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf", Lang.HANS),
    Known("NotoSansCJKtc-Regular.otf", "NotoSansCJKtc-Bold.otf", Lang.HANT),
    Known("NotoSansSC-VF.ttf", region=Lang.HANS),
    Known("NotoSansTC-VF.ttf", region=Lang.HANT),
    Known("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf", Lang.HANS),
    Known("NotoSansTC-Regular.otf", "NotoSansTC-Bold.otf", Lang.HANT),
    Known("PingFang.ttc"),
    Known("Hiragino Sans GB.ttc", region=Lang.HANS),
    Known("STHeiti Light.ttc", "STHeiti Medium.ttc"),
    Known("msyh.ttc", "msyhbd.ttc", Lang.HANS),
    Known("msjh.ttc", "msjhbd.ttc", Lang.HANT),
    Known("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"),
    Known("wqy-microhei.ttc"),
    Known("wqy-zenhei.ttc"),
    Known("DroidSansFallbackFull.ttf"),
    Known("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", chinese=False),
    Known("segoeui.ttf", "segoeuib.ttf", chinese=False),
    Known("Arial Unicode.ttf", chinese=False),
    Known("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", chinese=False),
)
"""The best first. Behind the fonts of Chinese stand those that only lend characters the others lack."""


def usual_folders() -> tuple[Path, ...]:
    """Return where Linux, macOS and Windows keep fonts, for all and for this user, and the folder of the package."""
    home = Path.home()
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        Path("/run/current-system/sw/share/X11/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/System/Library/Fonts"),
        Path("/Library/Fonts"),
        home / "Library/Fonts",
        Path("C:/Windows/Fonts"),
        home / "AppData/Local/Microsoft/Windows/Fonts",
        *packaged(),
    )


def packaged() -> tuple[Path, ...]:
    """Return the folder of the package; none where it is not installed."""
    package = find_spec(PACKAGE)
    return tuple(map(Path, package.submodule_search_locations or ())) if package else ()


def font_files(folders: Iterable[Path]) -> tuple[FontFile, ...]:
    """Return the known fonts in the folders and those below them, the best first."""
    there: dict[str, Path] = {}
    for path in _files(folders):
        there.setdefault(path.name, path)
    found = (known for known in KNOWN if known.regular in there)
    return tuple(FontFile(known, there[known.regular], there.get(known.strong)) for known in found)


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield every file, always in the same order."""
    for folder in folders:
        for place, below, names in os.walk(folder):
            below.sort()
            yield from (Path(place, name) for name in sorted(names))
