"""Question 2: how the sample's files and folders are structured."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from course_lib.checking import Draw, Exercise, Misconception, Observation, Probe
from course_lib.mnist import count_images, labelled_files

# A probe draws a tree as a list of paths, those of folders ending in "/"; the answer gets it as real files.

MEMORY = "/dev/shm"  # where there is one, a tree there is made and gone ten times faster than on a disk
SMALLEST_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)


def in_tree(answer: Callable, tree: list[str], *arguments: object) -> object:
    """Call the answer on a folder that holds the tree; paths come back as they lie below `root`."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        root = Path(folder).resolve()
        for name in tree:
            place = root / name
            (place if name.endswith("/") else place.parent).mkdir(parents=True, exist_ok=True)
            if not name.endswith("/"):
                place.write_bytes(SMALLEST_PNG)
        return below_root(answer(root, *arguments), root)


def below_root(value: object, root: Path) -> object:
    if isinstance(value, (list, tuple)):
        items = [below_root(item, root) for item in value]
        return items if isinstance(value, list) else tuple(items)
    if isinstance(value, dict):
        return {below_root(key, root): below_root(item, root) for key, item in value.items()}
    if isinstance(value, Path) and value.is_relative_to(root):
        return PurePosixPath("root", value.relative_to(root))
    return value.replace(f"{root}{os.sep}", "root/") if isinstance(value, str) else value


# count_images


def by_glob(root: Path) -> dict[str, dict[str, int]]:
    counts = {}
    for split in root.iterdir():
        if split.is_dir():
            counts[split.name] = {
                label.name: len(list(label.glob("*.png"))) + len(list(label.glob("*.jpg")))
                for label in split.iterdir() if label.is_dir()
            }
    return counts


def by_walk(root: Path) -> dict[str, dict[str, int]]:
    counts = {}
    for folder, _, names in os.walk(root):
        parts = Path(folder).relative_to(root).parts
        if len(parts) == 2:
            number = sum(name.endswith((".png", ".jpg")) for name in names)
            counts.setdefault(parts[0], {})[parts[1]] = number
    return counts


def every_file(root: Path) -> dict[str, dict[str, int]]:
    splits = [split for split in root.iterdir() if split.is_dir()]
    return {s.name: {label.name: len(os.listdir(label)) for label in s.iterdir() if label.is_dir()} for s in splits}


def ending_anywhere(root: Path) -> dict[str, dict[str, int]]:
    splits = [split for split in root.iterdir() if split.is_dir()]
    return {s.name: {label.name: sum("png" in file.name or "jpg" in file.name for file in label.iterdir())
                     for label in s.iterdir() if label.is_dir()} for s in splits}


def typed_labels(root: Path) -> dict[str, dict[str, int]]:
    return {s: {label: len(list((root / s / label).glob("*.[pj][np]g"))) for label in "37"} for s in ("train", "valid")}


def typed_numbers(root: Path) -> dict[str, dict[str, int]]:
    return {"train": {"3": 6131, "7": 6265}, "valid": {"3": 1010, "7": 1028}}


TYPED_SPLITS = ({"train", "valid"}, {"train", "test"}, {"train", "valid", "test"})
TYPED_LABELS = ({"3", "7"}, set("0123456789"))


def keys_typed_in(expected: Observation, actual: Observation) -> bool:
    """The book's splits or labels stand in the answer, or are looked for and not found, whatever the tree holds."""
    if actual.failure:
        return actual.failure.kind in ("FileNotFoundError", "KeyError")
    counts = actual.value
    if not isinstance(counts, dict) or not all(isinstance(inner, dict) for inner in counts.values()):
        return False
    splits = set(counts) in TYPED_SPLITS
    labels = bool(counts) and all(set(inner) in TYPED_LABELS for inner in counts.values())
    return splits or labels


def tree(name: str, *paths: str) -> Probe:
    return Probe(name, lambda draw: (draw.shuffled(paths),), watch=in_tree)


def school_of_labels(draw: Draw) -> tuple[list[str]]:
    """Three splits with their own labels, images of both endings, and files that are none."""
    paths = ["notes.txt", "labels.csv", "train/readme.md", "test/.DS_Store"]
    for split, labels in {"train": ("0", "cat"), "valid": ("cat", "dog", "12"), "test": ("7",)}.items():
        for label in labels:
            paths += [f"{split}/{label}/{draw.word(6)}.{draw.choice(('png', 'jpg'))}" for _ in range(draw.integer(2, 6))]
            paths += [f"{split}/{label}/{draw.word(5)}.{ending}" for ending in ("txt", "png.bak", "gif")]
    return (draw.shuffled(paths),)


q02_count_images = Exercise(
    id="q02_count_images",
    reference=count_images,
    alternatives=[by_glob, by_walk],
    misconceptions=[
        Misconception(
            "counts other files",
            "A folder may hold more than images, a list of labels say. How do you know an image by its name?",
            wrong=[every_file, ending_anywhere],
            points=1,
        ),
        Misconception(
            "labels or numbers typed in",
            "This tree has other splits and labels than the sample of 3s and 7s. Where can their names be read off?",
            wrong=[typed_labels, typed_numbers],
            sign=keys_typed_in,
        ),
    ],
    probes=[
        tree("splits and labels of other names", "train/cat/a.png", "extra/dog/b.png", "extra/dog/c.png"),
        tree("endings .png and .jpg", "test/0/a.jpg", "test/0/b.png", "test/1/c.png", "test/1/c.csv"),
        tree("a label without images", "train/3/a.png", "train/7/", "train/9/empty.txt", "more/3/a.jpg", "more/3/b.jpg"),
        tree("files beside the folders", "a.png", "labels.csv", "train/b.png", "train/5/c.png", "train/5/d.png"),
        Probe("a larger tree", school_of_labels, watch=in_tree, told_inputs=False),
    ],
)

# labelled_files


def by_sorted_glob(root: Path, split: str) -> list[tuple[Path, str]]:
    return [(path, path.parent.name) for path in sorted((root / split).glob("*/*")) if path.suffix in (".png", ".jpg")]


def label_by_label(root: Path, split: str) -> list[tuple[Path, str]]:
    pairs = []
    for label in sorted(os.listdir(root / split)):
        if (root / split / label).is_dir():
            names = sorted(n for n in os.listdir(root / split / label) if n.endswith((".png", ".jpg")))
            pairs += [(root / split / label / name, label) for name in names]
    return pairs


def unsorted(root: Path, split: str) -> list[tuple[Path, str]]:
    return by_sorted_glob(root, split)[::-1]


def label_from_stem(root: Path, split: str) -> list[tuple[Path, str]]:
    return [(path, path.stem) for path, _ in by_sorted_glob(root, split)]


def label_as_number(root: Path, split: str) -> list[tuple[Path, int]]:
    return [(path, int(label)) for path, label in by_sorted_glob(root, split)]


def pairs_of(observation: Observation) -> list[tuple[object, object]] | None:
    """The pairs an answer returned, if that is what they are."""
    value = observation.value
    if not isinstance(value, (list, tuple)):
        return None
    return [tuple(pair) for pair in value if isinstance(pair, (list, tuple)) and len(pair) == 2]


def same_paths(expected: Observation, actual: Observation) -> bool:
    pairs = pairs_of(actual)
    return bool(pairs) and [path for path, _ in pairs] == [path for path, _ in expected.value]


def in_another_order(expected: Observation, actual: Observation) -> bool:
    pairs = pairs_of(actual)
    return bool(pairs) and sorted(map(repr, pairs)) == sorted(map(repr, expected.value))


def named_after_the_file(expected: Observation, actual: Observation) -> bool:
    if not same_paths(expected, actual):
        return False
    labels = [(label, path.name) for path, label in pairs_of(actual)]
    return all(isinstance(label, str) and label and label in name for label, name in labels)


def no_string(expected: Observation, actual: Observation) -> bool:
    return same_paths(expected, actual) and not any(isinstance(label, str) for _, label in pairs_of(actual))


def two_labels(draw: Draw) -> tuple[list[str], str]:
    return ["train/3/7_b.png", "train/3/8_a.png", "train/7/3_c.jpg", "train/7/3_d.txt"], "train"


def many_files(draw: Draw) -> tuple[list[str], str]:
    """Files made in shuffled order, whose names would mislead whoever reads the label from them."""
    names = [f"{draw.integer(0, 9)}_{draw.word(4)}.{draw.choice(('png', 'jpg'))}" for _ in range(40)]
    paths = [f"valid/{draw.choice(('3', '7', '12'))}/{name}" for name in dict.fromkeys(names)]
    return draw.shuffled([*paths, "valid/3/10.png", "valid/3/9.png", "valid/labels.csv", "train/3/no.png"]), "valid"


q02_labelled_files = Exercise(
    id="q02_labelled_files",
    reference=labelled_files,
    alternatives=[by_sorted_glob, label_by_label],
    misconceptions=[
        Misconception(
            "unsorted",
            "All pairs are there, in another order. In which order does a disk hand out its files, and what sorts paths?",
            wrong=[unsorted],
            points=1,
            sign=in_another_order,
        ),
        Misconception(
            "label taken from the file's name",
            "A file may be called anything. Which part of its path tells what is on the picture?",
            wrong=[label_from_stem],
            sign=named_after_the_file,
        ),
        Misconception(
            "label not a `str`",
            "The labels say the right thing as the wrong type: a label is a word. What does a folder's `name` give?",
            wrong=[label_as_number],
            points=1,
            sign=no_string,
        ),
    ],
    probes=[Probe("two labels", two_labels, watch=in_tree), Probe("many files", many_files, in_tree, told_inputs=False)],
)

EXERCISES = (q02_count_images, q02_labelled_files)
