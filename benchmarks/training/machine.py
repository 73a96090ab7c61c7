"""The machine and the versions, without which a figure says nothing."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import torch


def machine() -> str:
    """Return the processor, its cores, how busy it is, and the accelerator if there is one."""
    here = f"{_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start"
    return f"{here}; {_accelerator()}" if torch.accelerator.is_available() else here


def versions(packages: Sequence[str] = ("torch", "torchvision", "fastai")) -> str:
    """Return the versions of Python and of the packages."""
    return ", ".join([f"Python {platform.python_version()}", *(f"{name} {_version(name)}" for name in packages)])


def _processor() -> str:
    told = Path("/proc/cpuinfo")  # platform.processor() says no more than x86_64 on Linux
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _accelerator() -> str:
    backend = torch.get_device_module()
    return backend.get_device_name() if hasattr(backend, "get_device_name") else backend.__name__


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
