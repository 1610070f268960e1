"""What is sent behind the back of whoever caused it: lanes of jobs, each worked in order, by threads made at need."""

import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable
from heapq import heappop, heappush
from itertools import count

Job = Callable[[], object]
WORKERS = 4  # lanes at work at the same time: one slow receiver holds up its own lane only


class Queue:
    """Jobs of one lane run one after another, in the order in which they were put; lanes run beside each other."""

    def __init__(self) -> None:
        self._lanes: dict[Hashable, deque[Job]] = {}  # every lane that has a job waiting or at work
        self._ready: deque[Hashable] = deque()
        self._later: list[tuple[float, int, Job, Hashable]] = []  # a heap by the machine's time
        self._numbers = count()
        self._threads: list[threading.Thread] = []
        self._idle = 0
        self._unfinished = 0
        self._stopped = False
        self._changed = threading.Condition()

    def put(self, job: Job, *, lane: Hashable) -> None:
        """Have a job done soon; after `stop` it never is."""
        with self._changed:
            if not self._stopped:
                self._put(job, lane)

    def put_later(self, job: Job, *, lane: Hashable, seconds: float) -> None:
        """Have a job done when so much of the machine's time has passed; until then it counts for nobody."""
        with self._changed:
            if not self._stopped:
                heappush(self._later, (time.monotonic() + seconds, next(self._numbers), job, lane))
                if not self._idle and len(self._threads) < WORKERS:
                    self._start_thread()
                self._changed.notify_all()

    def settle(self, seconds: float) -> int:
        """Wait until nothing waits and nothing is under way; the number of jobs that are left when time is up."""
        with self._changed:
            self._changed.wait_for(lambda: not self._unfinished, timeout=seconds)
            return self._unfinished

    def stop(self) -> None:
        """Drop what waits, and let what is under way end; no thread is left."""
        with self._changed:
            self._stopped = True
            for waiting in self._lanes.values():
                self._unfinished -= len(waiting)
                waiting.clear()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _put(self, job: Job, lane: Hashable) -> None:
        self._unfinished += 1
        waiting = self._lanes.get(lane)
        if waiting is not None:
            waiting.append(job)
            return
        self._lanes[lane] = deque([job])
        self._ready.append(lane)
        if self._idle < len(self._ready) and len(self._threads) < WORKERS:
            self._start_thread()
        self._changed.notify_all()

    def _seconds_to_next(self) -> float | None:
        """Put what has waited long enough; how long the next one has to wait, None if there is none."""
        now = time.monotonic()
        while self._later and self._later[0][0] <= now:
            _, _, job, lane = heappop(self._later)
            self._put(job, lane)
        return self._later[0][0] - now if self._later else None

    def _start_thread(self) -> None:
        thread = threading.Thread(target=self._work, name=f"mock-amocrm-sender-{len(self._threads) + 1}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(self) -> None:
        with self._changed:
            while True:
                self._idle += 1
                while not self._stopped:
                    patience = self._seconds_to_next()
                    if self._ready:
                        break
                    self._changed.wait(patience)
                self._idle -= 1
                if self._stopped:
                    return
                lane = self._ready.popleft()
                job = self._lanes[lane].popleft()
                self._changed.release()
                try:
                    _done(job)
                finally:
                    self._changed.acquire()
                    self._unfinished -= 1
                if self._lanes[lane]:
                    self._ready.append(lane)
                else:
                    del self._lanes[lane]
                self._changed.notify_all()


def _done(job: Job) -> None:
    try:
        job()
    except Exception:
        # Told as a thread's own end would be; the thread goes on, for the jobs of others.
        threading.excepthook(threading.ExceptHookArgs([*sys.exc_info(), threading.current_thread()]))
