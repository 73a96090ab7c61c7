"""Images in folders, `root/<split>/<label>/<file>`: the folder's name is the label."""

from pathlib import Path


def count_images(root: Path) -> dict[str, dict[str, int]]:
    """Return how many images each label of each split has: `{split: {label: n}}`."""
    return {
        split.name: {label.name: sum(map(_is_image, label.iterdir())) for label in _folders_in(split)}
        for split in _folders_in(root)
    }


def labelled_files(root: Path, split: str) -> list[tuple[Path, str]]:
    """Return the images of a split, sorted by path, each with its label."""
    files = sorted(path for label in _folders_in(Path(root, split)) for path in label.iterdir() if _is_image(path))
    return [(path, path.parent.name) for path in files]


def _folders_in(folder: Path) -> list[Path]:
    return sorted(path for path in Path(folder).iterdir() if path.is_dir())


def _is_image(path: Path) -> bool:
    return path.suffix in {".png", ".jpg"} and path.is_file()
