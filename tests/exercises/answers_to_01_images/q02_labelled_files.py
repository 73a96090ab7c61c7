# %% right: sorted comprehension
def labelled_files(root, split):
    return [(p, p.parent.name) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% right: sorted pairs
def labelled_files(root, split):
    return sorted((f, d.name) for d in (root / split).iterdir() if d.is_dir() for f in d.iterdir() if f.suffix in {".png", ".jpg"})

# %% right: loop and append
def labelled_files(root, split):
    pairs = []
    for folder in sorted((root / split).iterdir()):
        if folder.is_dir():
            for file in sorted(folder.iterdir()):
                if file.name.endswith(".png") or file.name.endswith(".jpg"):
                    pairs.append((file, folder.name))
    return pairs

# %% right: two globs
def labelled_files(root, split):
    files = list((root / split).glob("*/*.png")) + list((root / split).glob("*/*.jpg"))
    files.sort()
    return [(file, file.parent.name) for file in files]

# %% right: os.listdir
import os

def labelled_files(root, split):
    found = []
    base = os.path.join(root, split)
    for label in os.listdir(base):
        if os.path.isdir(os.path.join(base, label)):
            for name in os.listdir(os.path.join(base, label)):
                if name.endswith((".png", ".jpg")):
                    found.append((Path(base) / label / name, label))
    return sorted(found)

# %% right: os.walk
import os

def labelled_files(root, split):
    out = []
    top = root / split
    for label in sorted(next(os.walk(top))[1]):
        out += [(top / label / name, label) for name in sorted(next(os.walk(top / label))[2]) if name[-4:] in (".png", ".jpg")]
    return out

# %% right: glob module
import glob

def labelled_files(root, split):
    found = glob.glob(f"{root}/{split}/*/*.png") + glob.glob(f"{root}/{split}/*/*.jpg")
    return [(Path(f), f.split("/")[-2]) for f in sorted(found)]

# %% right: sorted by the text of the path
def labelled_files(root, split):
    files = [f for f in (root / split).glob("*/*") if f.suffix.lower() in [".png", ".jpg"]]
    return [(f, f.parts[-2]) for f in sorted(files, key=str)]

# %% right: lists instead of tuples
def labelled_files(root, split):
    return [[p, p.parent.name] for p in sorted(Path(root, split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% right: a tuple of tuples
def labelled_files(root, split):
    files = (root / split).glob("*/*.*")
    return tuple((p, p.parent.stem + p.parent.suffix) for p in sorted(files) if p.name.split(".")[-1] in ("png", "jpg"))

# %% right: zip
def labelled_files(root, split):
    paths = sorted(p for p in root.joinpath(split).glob("*/*") if p.suffix in (".png", ".jpg"))
    return list(zip(paths, [p.parent.name for p in paths]))

# %% right: named tuples
from collections import namedtuple

Item = namedtuple("Item", "path label")

def labelled_files(root, split):
    return [Item(p, p.parent.name) for p in sorted(root.glob(f"{split}/*/*")) if p.suffix in (".png", ".jpg")]

# %% right: map and lambda
labelled_files = lambda root, split: list(map(lambda p: (p, p.parent.name), sorted(
    filter(lambda p: p.suffix in (".jpg", ".png"), (root / split).glob("*/*")))))

# %% right: from root, filtered by split
def labelled_files(root, split):
    every = sorted(root.glob("*/*/*"))
    return [(p, p.parts[-2]) for p in every if p.parts[-3] == split and p.suffix in (".png", ".jpg")]

# %% right: bisect.insort
from bisect import insort

def labelled_files(root, split):
    pairs = []
    for folder in (root / split).iterdir():
        if folder.is_dir():
            for path in folder.iterdir():
                if path.suffix in (".png", ".jpg"):
                    insort(pairs, (path, folder.name))
    return pairs

# %% right: insertion sort by hand
def labelled_files(root, split):
    paths = [p for e in ("png", "jpg") for p in (root / split).glob("*/*." + e)]
    for i in range(len(paths)):
        for j in range(i, 0, -1):
            if paths[j] < paths[j - 1]:
                paths[j], paths[j - 1] = paths[j - 1], paths[j]
    return [(p, p.parent.name) for p in paths]

# %% right: heap
import heapq

def labelled_files(root, split):
    heap = []
    for p in (root / split).glob("*/*"):
        if p.suffix in (".png", ".jpg"):
            heapq.heappush(heap, (p, p.parent.name))
    return [heapq.heappop(heap) for _ in range(len(heap))]

# %% right: recursion
def labelled_files(root, split):
    def pairs(files):
        return [(files[0], files[0].parent.name)] + pairs(files[1:]) if files else []
    return pairs(sorted([*(root / split).glob("*/*.png"), *(root / split).glob("*/*.jpg")]))

# %% right: generator inside
def labelled_files(root, split):
    def walk():
        for folder in sorted(p for p in (root / split).iterdir() if p.is_dir()):
            yield from ((f, folder.name) for f in sorted(folder.iterdir()) if f.suffix in (".png", ".jpg"))
    return list(walk())

# %% right: itertools chain and scandir
import os
from itertools import chain

def labelled_files(root, split):
    folders = [e.path for e in os.scandir(root / split) if e.is_dir()]
    entries = chain.from_iterable(os.scandir(folder) for folder in folders)
    paths = sorted(Path(e.path) for e in entries if e.is_file() and e.name.endswith((".png", ".jpg")))
    return [(p, os.path.basename(os.path.dirname(p))) for p in paths]

# %% right: a class with call
class Labelled:
    endings = ".png", ".jpg"

    def __call__(self, root, split):
        found = {p: p.parent.name for p in Path(root).joinpath(split).glob("*/*") if p.suffix in self.endings}
        return sorted(found.items())

labelled_files = Labelled()

# %% right: a str subclass as label
class Label(str):
    pass

def labelled_files(root, split):
    return [(p, Label(p.parent.name)) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% right: dict by label
def labelled_files(root, split):
    by_label = {d.name: sorted(d.glob("*.png")) + sorted(d.glob("*.jpg")) for d in (root / split).iterdir() if d.is_dir()}
    return sorted(((p, label) for label, paths in by_label.items() for p in paths), key=lambda pair: pair[0])

# %% right: relative_to
def labelled_files(root, split):
    top = root / split
    rel = sorted(p.relative_to(top) for p in top.glob("*/*") if p.suffix in (".png", ".jpg"))
    return [(top / r, r.parts[0]) for r in rel]

# %% wrong: paths as text
def labelled_files(root, split):
    return [(str(p), p.parent.name) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% wrong: names only
def labelled_files(root, split):
    return [(Path(p.name), p.parent.name) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% wrong: relative to the root
def labelled_files(root, split):
    return [(p.relative_to(root), p.parent.name) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% wrong: paths alone
def labelled_files(root, split):
    return [p for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% wrong: label first
def labelled_files(root, split):
    return [(p.parent.name, p) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% wrong: the split as label
def labelled_files(root, split):
    return [(p, split) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% wrong: every split
def labelled_files(root, split):
    return [(p, p.parent.name) for p in sorted(root.glob("*/*/*")) if p.suffix in (".png", ".jpg")]

# %% wrong: always the training split
def labelled_files(root, split):
    return [(p, p.parent.name) for p in sorted((root / "train").glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% wrong: only png
def labelled_files(root, split):
    return [(p, p.parent.name) for p in sorted((root / split).glob("*/*.png"))]

# %% wrong: only jpg
def labelled_files(root, split):
    return [(p, p.parent.name) for p in sorted((root / split).glob("*/*.jpg"))]

# %% wrong: other files too
def labelled_files(root, split):
    return [(p, p.parent.name) for p in sorted((root / split).glob("*/*"))]

# %% wrong: all png, then all jpg
def labelled_files(root, split):
    files = sorted((root / split).glob("*/*.png")) + sorted((root / split).glob("*/*.jpg"))
    return [(p, p.parent.name) for p in files]

# %% wrong: sorted by the file's name alone
def labelled_files(root, split):
    files = [p for p in (root / split).glob("*/*") if p.suffix in (".png", ".jpg")]
    return [(p, p.parent.name) for p in sorted(files, key=lambda p: p.name)]

# %% wrong: sorted by the file's name, label last
def labelled_files(root, split):
    files = [p for p in (root / split).glob("*/*") if p.suffix in (".png", ".jpg")]
    return [(p, p.parent.name) for p in sorted(files, key=lambda p: (p.name, p.parent.name))]

# %% wrong: backwards
def labelled_files(root, split):
    return [(p, p.parent.name) for p in sorted((root / split).glob("*/*"), reverse=True) if p.suffix in (".png", ".jpg")]

# %% wrong: sorted by number of characters
def labelled_files(root, split):
    files = [p for p in (root / split).glob("*/*") if p.suffix in (".png", ".jpg")]
    return [(p, p.parent.name) for p in sorted(files, key=lambda p: len(str(p)))]

# %% wrong: a dict
def labelled_files(root, split):
    return {p: p.parent.name for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")}

# %% wrong: a set
def labelled_files(root, split):
    return {(p, p.parent.name) for p in (root / split).glob("*/*") if p.suffix in (".png", ".jpg")}

# %% wrong: a generator
def labelled_files(root, split):
    return ((p, p.parent.name) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg"))

# %% wrong: a zip
def labelled_files(root, split):
    paths = sorted(p for p in (root / split).glob("*/*") if p.suffix in (".png", ".jpg"))
    return zip(paths, [p.parent.name for p in paths])

# %% wrong: two lists
def labelled_files(root, split):
    paths = sorted(p for p in (root / split).glob("*/*") if p.suffix in (".png", ".jpg"))
    return paths, [p.parent.name for p in paths]

# %% wrong: grouped by label
def labelled_files(root, split):
    return [[(p, d.name) for p in sorted(d.iterdir()) if p.suffix in (".png", ".jpg")] for d in sorted((root / split).iterdir()) if d.is_dir()]

# %% wrong: opened images
def labelled_files(root, split):
    return [(Image.open(p), p.parent.name) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% wrong: the first ten
def labelled_files(root, split):
    return [(p, p.parent.name) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")][:10]

# %% wrong: every image twice
def labelled_files(root, split):
    return sorted([(p, p.parent.name) for p in (root / split).glob("*/*") if p.suffix in (".png", ".jpg")] * 2)

# %% wrong: labels 3 and 7 typed in
def labelled_files(root, split):
    return [(p, label) for label in ("3", "7") for p in sorted((root / split / label).glob("*")) if p.suffix in (".png", ".jpg")]

# %% wrong: resolved against the working directory
def labelled_files(root, split):
    return [(Path.cwd() / p.relative_to(root), p.parent.name) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% wrong: sorted in place, and None returned
def labelled_files(root, split):
    return [(p, p.parent.name) for p in (root / split).glob("*/*") if p.suffix in (".png", ".jpg")].sort()

# %% wrong: labels swapped round
def labelled_files(root, split):
    pairs = [(p, p.parent.name) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]
    return [(p, label) for (p, _), (_, label) in zip(pairs, reversed(pairs))]

# %% mistake: unsorted | glob's order
def labelled_files(root, split):
    return [(p, p.parent.name) for p in (root / split).glob("*/*") if p.suffix in (".png", ".jpg")]

# %% mistake: unsorted | iterdir
def labelled_files(root, split):
    out = []
    for folder in (root / split).iterdir():
        if folder.is_dir():
            for file in folder.iterdir():
                if file.suffix in (".png", ".jpg"):
                    out.append((file, folder.name))
    return out

# %% mistake: unsorted | folders sorted, files not
def labelled_files(root, split):
    folders = sorted(p for p in (root / split).iterdir() if p.is_dir())
    return [(p, d.name) for d in folders for p in d.iterdir() if p.suffix in (".png", ".jpg")]

# %% mistake: unsorted | os.listdir
import os

def labelled_files(root, split):
    top = root / split
    return [(top / d / f, d) for d in os.listdir(top) if (top / d).is_dir() for f in os.listdir(top / d) if f.endswith((".png", ".jpg"))]

# %% mistake: unsorted | os.walk
import os

def labelled_files(root, split):
    top = root / split
    return [(top / d / f, d) for d in next(os.walk(top))[1] for f in next(os.walk(top / d))[2] if f.endswith((".png", ".jpg"))]

# %% mistake: unsorted | shuffled
import random

def labelled_files(root, split):
    pairs = [(p, p.parent.name) for p in (root / split).glob("*/*") if p.suffix in (".png", ".jpg")]
    random.shuffle(pairs)
    return pairs

# %% mistake: unsorted | through a set
def labelled_files(root, split):
    return list({(p, p.parent.name) for p in (root / split).glob("*/*") if p.suffix in (".png", ".jpg")})

# %% mistake: label taken from the file's name | stem
def labelled_files(root, split):
    return [(p, p.stem) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% mistake: label taken from the file's name | name
def labelled_files(root, split):
    return [(p, p.name) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% mistake: label taken from the file's name | first character
def labelled_files(root, split):
    return [(p, p.name[0]) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% mistake: label taken from the file's name | split at the underscore
def labelled_files(root, split):
    pairs = []
    for folder in sorted((root / split).iterdir()):
        if folder.is_dir():
            for file in sorted(folder.iterdir()):
                if file.suffix in (".png", ".jpg"):
                    pairs.append((file, file.stem.split("_")[0]))
    return pairs

# %% mistake: label taken from the file's name | split at the dot
def labelled_files(root, split):
    files = sorted([*(root / split).glob("*/*.png"), *(root / split).glob("*/*.jpg")])
    return [(f, str(f).split("/")[-1].split(".")[0]) for f in files]

# %% mistake: label not a `str` | the folder's Path
def labelled_files(root, split):
    return [(p, p.parent) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% mistake: label not a `str` | int where it can be
def labelled_files(root, split):
    label = lambda name: int(name) if name.isdigit() else -1
    return [(p, label(p.parent.name)) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% mistake: label not a `str` | int
def labelled_files(root, split):
    return [(p, int(p.parent.name)) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% mistake: label not a `str` | index of the folder
def labelled_files(root, split):
    names = sorted(d.name for d in (root / split).iterdir() if d.is_dir())
    return [(p, names.index(p.parent.name)) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% mistake: label not a `str` | Path of the folder's name
def labelled_files(root, split):
    return [(p, Path(p.parent.name)) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% mistake: label not a `str` | a tensor
def labelled_files(root, split):
    names = sorted({p.parent.name for p in (root / split).glob("*/*")})
    return [(p, torch.tensor(names.index(p.parent.name))) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]

# %% mistake: label not a `str` | a list with the name
def labelled_files(root, split):
    return [(p, [p.parent.name]) for p in sorted((root / split).glob("*/*")) if p.suffix in (".png", ".jpg")]
