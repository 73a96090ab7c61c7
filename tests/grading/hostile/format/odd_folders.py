"""What stands in the folder of a submission in place of a notebook, or beside it."""

import os
import shutil
import socket
import stat
import zipfile
from functools import partial
from pathlib import Path

from tests.grading.hostile.attack import ASSIGNMENT, NOTEBOOK, Attack

odd = partial(Attack, "format", neighbours=None)
nothing = partial(odd, neighbours=0.0)
beside = partial(Attack, "format")


def course_of(folder: Path) -> Path:
    return folder.parents[2]


def in_place(make) -> "callable":
    """The notebook is taken away and something else made under its name."""

    def changed(folder: Path) -> None:
        (folder / NOTEBOOK).unlink()
        make(folder, folder / NOTEBOOK)

    return changed


def link_to_the_source(folder: Path, path: Path) -> None:
    path.symlink_to(course_of(folder) / "source" / ASSIGNMENT / NOTEBOOK)


def link_to_a_neighbour(folder: Path, path: Path) -> None:
    path.symlink_to(Path("../../a_neighbour") / ASSIGNMENT / NOTEBOOK)


def link_to_itself(folder: Path, path: Path) -> None:
    path.symlink_to(NOTEBOOK)


def link_to_an_endless_file(folder: Path, path: Path) -> None:
    path.symlink_to("/dev/zero")


def hard_link_to_the_source(folder: Path, path: Path) -> None:
    os.link(course_of(folder) / "source" / ASSIGNMENT / NOTEBOOK, path)


def pipe(folder: Path, path: Path) -> None:
    os.mkfifo(path)


def listening_socket(folder: Path, path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as end, _inside(folder):
        end.bind(path.name)


def folder_of_that_name(folder: Path, path: Path) -> None:
    path.mkdir()
    (path / NOTEBOOK).write_text("{}")


def device(folder: Path, path: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))  # an endless file of noughts
    except OSError:
        os.mkfifo(path)  # not as an ordinary user


def nothing_at_all(folder: Path, path: Path) -> None:
    pass


def folder_that_is_a_link(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(Path("../a_neighbour") / ASSIGNMENT, target_is_directory=True)


def folder_that_is_a_link_to_the_source(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(course_of(folder) / "source" / ASSIGNMENT, target_is_directory=True)


def wrong_name(folder: Path) -> None:
    (folder / NOTEBOOK).rename(folder / "My answers (1) final.ipynb")


def other_case(folder: Path) -> None:
    (folder / NOTEBOOK).rename(folder / NOTEBOOK.upper())


def only_a_checkpoint(folder: Path) -> None:
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / NOTEBOOK).rename(folder / ".ipynb_checkpoints" / "02_tensors-checkpoint.ipynb")


def pipes_beside(folder: Path) -> None:
    os.mkfifo(folder / "notes.txt")
    listening_socket(folder, folder / "notes.socket")
    device(folder, folder / "notes.dev")


def large_file(folder: Path) -> None:
    with open(folder / "photo.bin", "wb") as file:
        file.truncate(100 * 2**20)


def endless_sparse_file(folder: Path) -> None:
    with open(folder / "sparse.bin", "wb") as file:
        file.truncate(2**40)


def many_files(folder: Path) -> None:
    (folder / "many").mkdir()
    for number in range(3000):
        (folder / "many" / f"{number}.txt").touch()


def deep_folders(folder: Path) -> None:
    here = folder
    for _ in range(300):
        here /= "deep"
        here.mkdir()


def zip_bomb(folder: Path) -> None:
    """A kilobyte holds a megabyte, a thousand times; and that again in another archive."""
    inner = folder / "inner.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(50):
            archive.writestr(f"{number}.txt", b"\0" * 2**20)
    with zipfile.ZipFile(folder / "data.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.write(inner, f"{number}.zip")


def zip_with_ways_out(folder: Path) -> None:
    with zipfile.ZipFile(folder / "images.zip", "w") as archive:
        for name in ("../../../forged.txt", "/tmp/forged.txt", "02_tensors.ipynb", "a/../../../gradebook.db"):
            archive.writestr(name, "forged by an archive")


def odd_names(folder: Path) -> None:
    names = ("-rf", "*", "a\nb.txt", "\u202egnp.exe", "$(touch forged)", "x;y", " ", "..%2f", "<script>hostile()<", "x" * 250)
    for name in names:
        (folder / name).write_text("odd")
    with open(os.fsencode(folder) + b"/\xff\xfe.txt", "wb") as file:
        file.write(b"no text in this name")


def unreadable(folder: Path) -> None:
    (folder / "locked").mkdir()
    (folder / "locked" / "x").touch()
    (folder / "locked").chmod(0)
    (folder / NOTEBOOK).chmod(0o200)


def second_notebook(folder: Path) -> None:
    shutil.copy(course_of(folder) / "release" / ASSIGNMENT / NOTEBOOK, folder / "02_tensors_copy.ipynb")


def _inside(folder: Path):
    import contextlib

    return contextlib.chdir(folder)  # the name of a socket is at most a hundred characters long


ATTACKS = (
    nothing("notebook_that_is_a_link_to_the_source", "A symbolic link to the instructor's notebook.",
            beside=in_place(link_to_the_source)),
    nothing("notebook_that_is_a_neighbours", "A symbolic link to another student's.", beside=in_place(link_to_a_neighbour)),
    nothing("notebook_that_is_a_link_to_itself", "A link that leads round.", beside=in_place(link_to_itself)),
    nothing("notebook_without_an_end", "A link to a file that never ends.", beside=in_place(link_to_an_endless_file)),
    nothing("notebook_that_is_a_pipe", "To open it is to wait for ever.", beside=in_place(pipe)),
    nothing("notebook_that_is_a_socket", "No file at all.", beside=in_place(listening_socket)),
    nothing("notebook_that_is_a_folder", "A folder with the notebook's name.", beside=in_place(folder_of_that_name)),
    nothing("notebook_that_is_a_device", "A device with the notebook's name.", beside=in_place(device)),
    nothing("notebook_that_is_not_there", "The folder is empty.", beside=in_place(nothing_at_all)),
    nothing("folder_that_is_a_neighbours", "The folder is a link to another student's.", beside=folder_that_is_a_link),
    nothing("folder_that_is_the_source", "The folder is a link to the instructor's.", beside=folder_that_is_a_link_to_the_source),
    beside("notebook_of_another_name", "It was renamed.", beside=wrong_name),
    beside("notebook_in_capitals", "Its name is in capitals.", beside=other_case),
    odd("only_a_checkpoint", "What is left is Jupyter's own copy.", beside=only_a_checkpoint),
    beside("second_notebook_beside", "An untouched copy lies beside the answered one.", beside=second_notebook),
    beside("pipes_and_devices_beside", "What is no regular file lies beside the notebook.", beside=pipes_beside),
    beside("large_file_beside", "A hundred megabytes.", beside=large_file),
    beside("endless_file_beside", "A sparse file of a terabyte.", beside=endless_sparse_file),
    beside("many_files_beside", "Three thousand files.", beside=many_files),
    beside("deep_folders_beside", "A folder in a folder, three hundred times.", beside=deep_folders),
    beside("zip_bomb_beside", "An archive of archives that unpacks to a gigabyte.", beside=zip_bomb),
    beside("archive_with_ways_out_beside", "An archive whose names lead upwards.", beside=zip_with_ways_out),
    beside("odd_names_beside", "Names with line ends, options, patterns, bytes.", beside=odd_names),
    beside("unreadable_files", "Nobody may read the notebook.", beside=unreadable),
)
