"""How many images a second are checked, re-encoded and kept, and how much memory that takes.

    python -m benchmarks.bench_images [--images 500] [--small 400]

Runs what an import runs, two decoders side by side, in a process of its own, on a durable PostgreSQL of its own and the
local folder, which waits for the disk after each file. Every picture differs from the others and has the noise of a
photograph. Memory is the most that the process held so far, the first line before any picture.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from PIL import Image

from benchmarks.stack import own_engines

SMALL, LARGE = (640, 480), (4000, 3000)
NOISE = 12


def photograph(width: int, height: int) -> bytes:
    """A JPEG of soft shapes with noise."""
    random = np.random.default_rng(width)
    shapes = Image.fromarray(random.integers(0, 256, (12, 16, 3), dtype=np.uint8)).resize((width, height))
    noise = random.integers(-NOISE, NOISE + 1, (height, width, 3))
    soft = np.clip(np.asarray(shapes).astype(np.int16) + noise, 0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(soft).save(file, "JPEG", quality=90)
    return file.getvalue()


def different(photo: bytes, start: int) -> Iterator[io.BytesIO]:
    """The same picture again and again, each time as a file with another checksum."""
    for number in count(start):
        yield io.BytesIO(photo + number.to_bytes(8, "big"))


def megabytes() -> int:
    """The most that this process held. What getrusage says holds that of the process that started it, too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def kept(title: str, photo: bytes, stops: list[int], start: int) -> None:
    """Keep images, and say at each stop how it went since the one before."""
    from annotation.images.keeping import keep_all

    print(f"{title}, {len(photo) / 1e6:.1f} MB each")
    before, cpu, last = perf_counter(), process_time(), 0
    sources = (source for source, _ in zip(different(photo, start), range(stops[-1]), strict=False))
    for number, image in enumerate(keep_all(sources), start=1):
        assert not isinstance(image, Exception), image
        if number in stops:
            seconds, used = perf_counter() - before, process_time() - cpu
            rate = (number - last) / seconds
            print(f"{number:>8,} images {rate:>8.1f} images/s {used:>8.1f} s CPU {megabytes():>8,} MB", flush=True)
            before, cpu, last = perf_counter(), process_time(), number


def work(variables: dict[str, str], photos: tuple[bytes, bytes], images: int, small: int) -> None:
    import django

    os.environ.update(variables)
    django.setup()
    print(f"{os.cpu_count()} cores; at the start {megabytes()} MB")
    kept("640 × 480 JPEG", photos[0], [small], 0)
    kept("4000 × 3000 JPEG", photos[1], sorted({min(stop, images) for stop in (100, 300, images)}), 1 << 32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=500)
    parser.add_argument("--small", type=int, default=400)
    arguments = parser.parse_args()
    # Made here, for making them takes more memory than importing them.
    photos = (photograph(*SMALL), photograph(*LARGE))
    with own_engines():
        given = (dict(os.environ), photos, arguments.images, arguments.small)
        process = multiprocessing.get_context("spawn").Process(target=work, args=given)
        process.start()
        process.join()


if __name__ == "__main__":
    main()
