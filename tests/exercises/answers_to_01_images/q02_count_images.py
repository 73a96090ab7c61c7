# %% right: three nested loops
def count_images(root):
    counts = {}
    for split in root.iterdir():
        if not split.is_dir():
            continue
        counts[split.name] = {}
        for label in split.iterdir():
            if not label.is_dir():
                continue
            n = 0
            for file in label.iterdir():
                if file.suffix in (".png", ".jpg"):
                    n += 1
            counts[split.name][label.name] = n
    return counts

# %% right: nested dict comprehensions
def count_images(root):
    return {s.name: {l.name: sum(f.suffix in {".png", ".jpg"} for f in l.iterdir()) for l in s.iterdir() if l.is_dir()}
            for s in root.iterdir() if s.is_dir()}

# %% right: two globs
def count_images(root):
    def count(folder):
        return len(list(folder.glob("*.png"))) + len(list(folder.glob("*.jpg")))
    return {s.name: {l.name: count(l) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% right: os.listdir
import os

def count_images(root):
    result = dict()
    for split in os.listdir(root):
        folder = os.path.join(root, split)
        if os.path.isdir(folder):
            result[split] = dict()
            for label in os.listdir(folder):
                inner = os.path.join(folder, label)
                if os.path.isdir(inner):
                    result[split][label] = len([f for f in os.listdir(inner) if f.endswith((".png", ".jpg"))])
    return result

# %% right: os.scandir
from os import scandir

def count_images(root):
    def folders(path):
        return [entry for entry in scandir(path) if entry.is_dir()]
    return {s.name: {l.name: sum(1 for f in scandir(l.path) if f.name.endswith((".png", ".jpg"))) for l in folders(s.path)}
            for s in folders(root)}

# %% right: os.walk, two levels
import os

def count_images(root):
    _, splits, _ = next(os.walk(root))
    out = {}
    for split in splits:
        _, labels, _ = next(os.walk(root / split))
        out[split] = {}
        for label in labels:
            _, _, names = next(os.walk(root / split / label))
            out[split][label] = len([n for n in names if os.path.splitext(n)[1] in [".png", ".jpg"]])
    return out

# %% right: defaultdict
from collections import defaultdict

def count_images(root):
    counts = defaultdict(dict)
    for split in filter(Path.is_dir, root.glob("*")):
        counts[split.name]
        for label in filter(Path.is_dir, split.glob("*")):
            counts[split.name][label.name] = sum(p.name.endswith((".jpg", ".png")) for p in label.glob("*"))
    return counts

# %% right: Counter of suffixes
from collections import Counter

def count_images(root):
    counts = {}
    for split in sorted(p for p in root.iterdir() if p.is_dir()):
        for label in sorted(p for p in split.iterdir() if p.is_dir()):
            kinds = Counter(f.suffix for f in label.iterdir())
            counts.setdefault(split.name, {})[label.name] = kinds[".png"] + kinds[".jpg"]
    return counts

# %% right: Counters inside
from collections import Counter

def count_images(root):
    counts = {s.name: Counter() for s in root.iterdir() if s.is_dir()}
    for split in counts:
        for label in (root / split).iterdir():
            if label.is_dir():
                counts[split][label.name] = 0
                for _ in [*label.glob("*.png"), *label.glob("*.jpg")]:
                    counts[split][label.name] += 1
    return counts

# %% right: OrderedDict and fnmatch
from collections import OrderedDict
from fnmatch import fnmatch

def count_images(root):
    tree = OrderedDict()
    for split in sorted(root.iterdir()):
        if split.is_dir():
            tree[split.name] = OrderedDict()
            for label in sorted(split.iterdir()):
                if label.is_dir():
                    names = [f.name for f in label.iterdir()]
                    tree[split.name][label.name] = sum(fnmatch(n, "*.png") or fnmatch(n, "*.jpg") for n in names)
    return tree

# %% right: glob module
import glob
import os

def count_images(root):
    out = {}
    for label in glob.glob(f"{root}/*/*/"):
        split, name = label.rstrip("/").split("/")[-2:]
        out.setdefault(split, {})[name] = len(glob.glob(label + "*.png") + glob.glob(label + "*.jpg"))
    return out

# %% right: one glob over three levels, folders first
def count_images(root):
    counts = {}
    for label in root.glob("*/*/"):
        if label.is_dir():
            counts.setdefault(label.parent.name, {})[label.name] = 0
    for file in root.glob("*/*/*"):
        if file.suffix == ".png" or file.suffix == ".jpg":
            counts[file.parent.parent.name][file.parent.name] += 1
    return counts

# %% right: recursion by depth
def count_images(root, depth=2):
    if depth == 0:
        return len([f for f in root.iterdir() if f.is_file() and f.suffix in [".png", ".jpg"]])
    return {d.name: count_images(d, depth - 1) for d in root.iterdir() if d.is_dir()}

# %% right: regular expression
import re

IMAGE = re.compile(r".+\.(png|jpg)")

def count_images(root):
    n = lambda folder: sum(1 for f in folder.iterdir() if IMAGE.fullmatch(f.name))
    inner = lambda split: {label.name: n(label) for label in split.iterdir() if label.is_dir()}
    return {split.name: inner(split) for split in root.iterdir() if split.is_dir()}

# %% right: a class with state
class Count:
    def __call__(self, where):
        self.found = {}
        for split in where.iterdir():
            self.split(split) if split.is_dir() else None
        return self.found

    def split(self, split):
        self.found[split.name] = {label.name: self.label(label) for label in split.iterdir() if label.is_dir()}

    def label(self, label):
        return [f.suffix for f in label.iterdir()].count(".png") + [f.suffix for f in label.iterdir()].count(".jpg")

count_images = Count()

# %% right: numpy counts
import numpy as np

def count_images(root):
    return {s.name: {l.name: int(np.isin([f.suffix for f in l.iterdir()], [".png", ".jpg"]).sum())
                     for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% right: numbers from numpy
import numpy as np

def count_images(root):
    out = {}
    for s in [p for p in root.iterdir() if p.is_dir()]:
        out[s.name] = {}
        for l in [p for p in s.iterdir() if p.is_dir()]:
            out[s.name][l.name] = np.sum([f.suffix in (".png", ".jpg") for f in l.iterdir()], dtype=int)
    return out

# %% right: map, filter, zip
def count_images(root):
    folders = lambda path: list(filter(lambda p: p.is_dir(), path.iterdir()))
    names = lambda paths: map(lambda p: p.name, paths)
    images = lambda label: len(list(filter(lambda f: f.suffix[1:] in ("png", "jpg"), label.iterdir())))
    per_split = lambda split: dict(zip(names(folders(split)), map(images, folders(split))))
    return dict(zip(names(folders(root)), map(per_split, folders(root))))

# %% right: rpartition of the name
import os

def count_images(root):
    is_image = lambda name: name.rpartition(".")[2] in ("png", "jpg")
    folders = lambda path: (d for d in os.listdir(path) if os.path.isdir(f"{path}/{d}"))
    return {s: {l: len([*filter(is_image, os.listdir(f"{root}/{s}/{l}"))]) for l in folders(f"{root}/{s}")} for s in folders(root)}

# %% right: reduce
from functools import reduce

def count_images(root):
    def step(counts, folder):
        images = [f for pattern in ("*.png", "*.jpg") for f in folder.glob(pattern)]
        inner = {**counts.get(folder.parent.name, {}), folder.name: len(images)}
        return {**counts, folder.parent.name: inner}
    return reduce(step, (f for s in root.iterdir() if s.is_dir() for f in s.iterdir() if f.is_dir()), {})

# %% wrong: empty labels left out
def count_images(root):
    counts = {}
    for file in root.glob("*/*/*"):
        if file.suffix in (".png", ".jpg"):
            split = counts.setdefault(file.parent.parent.name, {})
            split[file.parent.name] = split.get(file.parent.name, 0) + 1
    return counts

# %% wrong: only png
def count_images(root):
    return {s.name: {l.name: len(list(l.glob("*.png"))) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% wrong: only jpg
def count_images(root):
    return {s.name: {l.name: len(list(l.glob("*.jpg"))) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% wrong: png or else jpg
def count_images(root):
    n = lambda l: len(list(l.glob("*.png"))) or len(list(l.glob("*.jpg")))
    return {s.name: {l.name: n(l) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% wrong: trips over files beside the folders
def count_images(root):
    return {s.name: {l.name: len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")]) for l in s.iterdir()} for s in root.iterdir()}

# %% wrong: files beside the folders are splits
def count_images(root):
    n = lambda l: len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")])
    return {s.name: {l.name: n(l) for l in s.glob("*") if l.is_dir()} for s in root.iterdir()}

# %% wrong: counts per split
def count_images(root):
    return {s.name: len([f for f in s.glob("*/*") if f.suffix in (".png", ".jpg")]) for s in root.iterdir() if s.is_dir()}

# %% wrong: counts per label, splits lost
def count_images(root):
    n = lambda l: len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")])
    return {l.name: n(l) for s in root.iterdir() if s.is_dir() for l in s.iterdir() if l.is_dir()}

# %% wrong: label outside, split inside
def count_images(root):
    out = {}
    for s in root.iterdir():
        for l in s.iterdir() if s.is_dir() else ():
            if l.is_dir():
                out.setdefault(l.name, {})[s.name] = len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")])
    return out

# %% wrong: keys are Paths
def count_images(root):
    n = lambda l: len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")])
    return {s: {l: n(l) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% wrong: labels as numbers where they look like some
def count_images(root):
    n = lambda l: len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")])
    key = lambda name: int(name) if name.isdigit() else hash(name)
    return {s.name: {key(l.name): n(l) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% wrong: lists of files, not numbers
def count_images(root):
    files = lambda l: [f for f in l.iterdir() if f.suffix in (".png", ".jpg")]
    return {s.name: {l.name: files(l) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% wrong: counts as text
def count_images(root):
    n = lambda l: len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")])
    return {s.name: {l.name: str(n(l)) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% wrong: list of pairs inside
def count_images(root):
    n = lambda l: len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")])
    return {s.name: [(l.name, n(l)) for l in s.iterdir() if l.is_dir()] for s in root.iterdir() if s.is_dir()}

# %% wrong: keys are pairs
def count_images(root):
    n = lambda l: len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")])
    return {(s.name, l.name): n(l) for s in root.iterdir() if s.is_dir() for l in s.iterdir() if l.is_dir()}

# %% wrong: one total
def count_images(root):
    return len([*root.rglob("*.png"), *root.rglob("*.jpg")])

# %% wrong: counts the splits' labels
def count_images(root):
    return {s.name: {l.name: 1 for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% wrong: only the last split
def count_images(root):
    for s in root.iterdir():
        if s.is_dir():
            out = {s.name: {l.name: len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")]) for l in s.iterdir() if l.is_dir()}}
    return out

# %% wrong: only the first label, return inside the loop
def count_images(root):
    counts = {}
    for s in root.iterdir():
        if s.is_dir():
            counts[s.name] = {}
            for l in s.iterdir():
                if l.is_dir():
                    counts[s.name][l.name] = len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")])
                    return counts

# %% wrong: inner dict shared by the splits
def count_images(root):
    inner = {}
    for l in root.glob("*/*"):
        if l.is_dir():
            inner[l.name] = len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")])
    return {s.name: inner for s in root.iterdir() if s.is_dir()}

# %% wrong: glob of both endings as one
def count_images(root):
    return {s.name: {l.name: len(list(l.glob("*.[pj][np]g!"))) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% wrong: off by one
def count_images(root):
    n = lambda l: len([f for f in l.iterdir() if f.suffix in (".png", ".jpg")]) + 1
    return {s.name: {l.name: n(l) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% wrong: prints instead of returning
def count_images(root):
    for s in root.iterdir():
        if s.is_dir():
            for l in s.iterdir():
                if l.is_dir():
                    print(s.name, l.name, len(list(l.glob("*.png"))))

# %% wrong: a generator
def count_images(root):
    for s in root.iterdir():
        if s.is_dir():
            yield s.name, {l.name: len(list(l.glob("*.png"))) for l in s.iterdir() if l.is_dir()}

# %% wrong: suffix without its dot
def count_images(root):
    n = lambda l: len([f for f in l.iterdir() if f.suffix in ("png", "jpg")])
    return {s.name: {l.name: n(l) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% mistake: counts other files | everything in the folder
def count_images(root):
    return {s.name: {l.name: len(list(l.iterdir())) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% mistake: counts other files | os.listdir
import os

def count_images(root):
    counts = {}
    for split in os.listdir(root):
        if os.path.isdir(root / split):
            counts[split] = {}
            for label in os.listdir(root / split):
                if os.path.isdir(root / split / label):
                    counts[split][label] = len(os.listdir(root / split / label))
    return counts

# %% mistake: counts other files | all that is a file
def count_images(root):
    n = lambda folder: sum(f.is_file() for f in folder.iterdir())
    return {s.name: {l.name: n(l) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% mistake: counts other files | os.walk
import os

def count_images(root):
    counts = {s: {} for s in next(os.walk(root))[1]}
    for s in counts:
        for l in next(os.walk(root / s))[1]:
            counts[s][l] = len(next(os.walk(root / s / l))[2])
    return counts

# %% mistake: counts other files | glob star
def count_images(root):
    counts = {}
    for label in root.glob("*/*"):
        if label.is_dir():
            counts.setdefault(label.parent.name, {})[label.name] = len(list(label.glob("*")))
    return counts

# %% mistake: counts other files | all with a dot
def count_images(root):
    return {s.name: {l.name: len(list(l.glob("*.*"))) for l in s.iterdir() if l.is_dir()} for s in root.iterdir() if s.is_dir()}

# %% mistake: counts other files | the ending anywhere in the name
def count_images(root):
    counts = {}
    for split in root.iterdir():
        if split.is_dir():
            counts[split.name] = {}
            for label in split.iterdir():
                if label.is_dir():
                    images = [f for f in label.iterdir() if "jpg" in f.name or "png" in f.name]
                    counts[split.name][label.name] = len(images)
    return counts

# %% mistake: labels or numbers typed in | the numbers of the real tree
def count_images(root):
    return {"train": {"3": 6131, "7": 6265}, "valid": {"3": 1010, "7": 1028}}

# %% mistake: labels or numbers typed in | labels 3 and 7
def count_images(root):
    n = lambda folder: len(list(folder.glob("*.png"))) + len(list(folder.glob("*.jpg")))
    return {s: {l: n(root / s / l) for l in ("3", "7")} for s in ("train", "valid")}

# %% mistake: labels or numbers typed in | the splits found, the labels typed
def count_images(root):
    count = lambda p: len([f for f in p.glob("*") if f.suffix in (".png", ".jpg")])
    return {s.name: {"3": count(s / "3"), "7": count(s / "7")} for s in root.iterdir() if s.is_dir()}

# %% mistake: labels or numbers typed in | the labels found, the splits typed
def count_images(root):
    counts = {"train": {}, "valid": {}}
    for split in counts:
        for label in (root / split).glob("*"):
            counts[split][label.name] = sum(f.suffix in (".png", ".jpg") for f in label.glob("*"))
    return counts

# %% mistake: labels or numbers typed in | listdir of typed folders
import os

def count_images(root):
    return {s: {l: len([f for f in os.listdir(os.path.join(root, s, l)) if f.endswith((".png", ".jpg"))]) for l in ["3", "7"]}
            for s in ["train", "valid"]}

# %% mistake: labels or numbers typed in | digits 0 to 9
def count_images(root):
    return {s.name: {str(d): len([*(s / str(d)).glob("*.png"), *(s / str(d)).glob("*.jpg")]) for d in range(10)}
            for s in root.iterdir() if s.is_dir()}

# %% mistake: labels or numbers typed in | train and test
def count_images(root):
    counts = {}
    for split in ["train", "test"]:
        counts[split] = {}
        for label in root.glob(f"{split}/*"):
            if label.is_dir():
                counts[split][label.name] = len([f for f in label.iterdir() if f.suffix in (".png", ".jpg")])
    return counts
