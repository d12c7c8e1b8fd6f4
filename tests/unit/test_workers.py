"""Many processes and machines make the same bytes as one, also when one of them dies."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from distributed import LocalCluster

from generator import manner as planning
from generator import publishing
from generator import workers as module
from generator.build import build
from generator.model import Trouble
from generator.recipes import recipe
from generator.store import Memo
from generator.workers import Workers, chunks
from tests.bench.archive import write_archive

COUNT = 6


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    write_archive(root, COUNT)
    return root


@pytest.fixture(scope="module")
def alone(archive: Path) -> dict[str, bytes]:
    """What one process makes of the archive."""
    return built(archive, "alone", "serial")


@pytest.fixture(autouse=True)
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Errands are run for few jobs too."""
    monkeypatch.setattr(module, "_ALONE", 0)
    monkeypatch.setattr(module, "_FEW", 2)
    monkeypatch.setattr(module, "_BATCH", 1)
    monkeypatch.setattr(publishing, "AT_ONCE", 4)


def built(root: Path, name: str, workers: str) -> dict[str, bytes]:
    public, cache = root / name, root / ".cache"
    for file in cache.glob("*"):
        file.unlink()
    with Workers(workers) as those:
        report = build(root, public, workers=those)
    assert report.problems == ()
    return {
        p.relative_to(public).as_posix(): p.read_bytes() for p in public.rglob("*") if p.is_file()
    }


def test_a_pool_makes_the_same_bytes(archive: Path, alone: dict[str, bytes]) -> None:
    assert built(archive, "pool", "2") == alone


def test_what_a_pool_worked_out_is_known_afterwards(archive: Path) -> None:
    built(archive, "pool", "2")
    with Workers("2") as workers:
        assert build(archive, archive / "pool", workers=workers).written == 0
        assert workers.idle


def test_a_worker_that_is_killed_costs_nothing_but_time(
    archive: Path, alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    render, story_id = planning.render, os.getpid()

    def killed(*given: object) -> str:
        if os.getpid() != story_id and not (tmp_path / "killed").exists():
            (tmp_path / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return render(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "render", killed)
    started: list[int] = []
    pool = module.ProcessPoolExecutor
    monkeypatch.setattr(module, "ProcessPoolExecutor", lambda n: started.append(n) or pool(n))
    assert built(archive, "killed", "2") == alone
    assert (tmp_path / "killed").exists()
    assert started == [2, 2]  # others took the place of those who died


def test_workers_that_always_die_leave_the_work_to_the_story(
    archive: Path, alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    render, story_id = planning.render, os.getpid()

    def killed(*given: object) -> str:
        if os.getpid() != story_id:
            os.kill(os.getpid(), signal.SIGKILL)
        return render(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "render", killed)
    assert built(archive, "always", "2") == alone


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as cluster:
        yield cluster


def test_a_cluster_makes_the_same_bytes_though_one_of_its_workers_is_killed(
    archive: Path, alone: dict[str, bytes], cluster: LocalCluster
) -> None:
    address = cluster.scheduler_address.replace("tcp://", "dask://")
    victim = next(iter(cluster.workers.values())).pid
    seen = threading.Event()

    def kill() -> None:
        while not any((archive / "cluster").rglob("*.html")):  # until pages come
            time.sleep(0.01)
        os.kill(victim, signal.SIGKILL)
        seen.set()

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    assert built(archive, "cluster", address) == alone
    assert seen.wait(1)


def dying(story_id: int, job: bytes) -> int:
    if os.getpid() != story_id:
        os.kill(os.getpid(), signal.SIGKILL)
    return len(job)


def test_what_is_being_sent_to_workers_that_died_holds_nothing_up() -> None:
    large = bytes(1 << 20)  # more than there is room for on the way
    with Workers("2") as those:
        assert [*those.map(partial(dying, os.getpid()), [large] * 12)] == [1 << 20] * 12


def test_as_much_is_under_way_as_a_cluster_has_workers(cluster: LocalCluster) -> None:
    cluster.wait_for_workers(2)  # type: ignore[no-untyped-call]
    with Workers(cluster.scheduler_address.replace("tcp://", "dask://")) as those:
        assert [*those.map(abs, [-1, -2])] == [1, 2]
        assert those.count == 2


@pytest.mark.parametrize("name", ["many", "0", "-2", "dask://", "dask://here", "tcp://a:1"])
def test_names_of_no_workers_are_refused(name: str) -> None:
    with pytest.raises(Trouble, match="names no workers"):
        Workers(name)


def test_a_scheduler_that_is_not_there_is_named(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 1)
    with pytest.raises(Trouble, match="no scheduler answers"):
        built(archive, "nobody", "dask://127.0.0.1:9")


def failing(shared: int, memo: Memo, job: int) -> int:
    kept = memo.step("recipe", (str(job),), int, lambda: shared + job)
    if job == 3:
        raise ValueError(f"{job} is bad")
    return kept.value


@pytest.mark.parametrize("name", ["serial", "2"])
def test_what_a_job_raises_comes_of_it_and_costs_no_other(name: str, tmp_path: Path) -> None:
    with Memo(tmp_path / "memo.sqlite") as memo, Workers(name) as workers:
        found = list(workers.each(memo, failing, 10, range(5)))
    assert [job for job, _ in found] == [0, 1, 2, 3, 4]
    assert [str(result) for _, result in found] == ["10", "11", "12", "3 is bad", "14"]


def test_jobs_are_dealt_in_order() -> None:
    assert list(chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]


def test_a_worker_of_another_version_is_refused() -> None:
    packed = pickle.dumps((len, [1, 2]))
    assert module._done(packed, recipe("generator.build")) == 2
    with pytest.raises(Trouble, match="another version"):
        module._done(packed, recipe("generator.workers"))
