//! Work on several articles at once: answers come out in the order of the input, and what is held at a time is bounded.

use std::io;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// What a thread has for its stack, as much as the main thread usually has.
const STACK: usize = 8 << 20;

/// Where work comes from.
pub trait Supply: Iterator<Item = io::Result<Self::Piece>> {
    type Piece: Send + 'static;

    /// Whether the next piece has to be waited for.
    fn waits(&self) -> bool;
}

/// How work is done.
pub trait Work<Piece>: Send + Sync + 'static {
    type Done: Send + 'static;

    fn weight(&self, piece: &Piece) -> usize;
    fn weight_done(&self, done: &Self::Done) -> usize;
    fn work(&self, piece: Piece) -> Self::Done;
}

/// Where work goes.
pub trait Sink<Done> {
    fn take(&mut self, done: Done) -> io::Result<()>;

    /// Nothing more comes just now: what was taken should be seen.
    fn rest(&mut self) -> io::Result<()>;
}

/// How much may be held at a time: pieces that were read, and what was done of them and not taken yet.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub pieces: usize,
    /// In bytes. One piece may go beyond.
    pub weight: usize,
}

/// Does the work on this thread.
pub fn one_by_one<S: Supply, W: Work<S::Piece>>(
    mut supply: S,
    work: &W,
    sink: &mut impl Sink<W::Done>,
) -> io::Result<()> {
    loop {
        if supply.waits() {
            sink.rest()?;
        }
        match supply.next() {
            Some(piece) => sink.take(work.work(piece?))?,
            None => return sink.rest(),
        }
    }
}

/// Several threads, and how much they may hold.
#[derive(Clone, Copy, Debug)]
pub struct Pool {
    pub jobs: usize,
    pub bounds: Bounds,
}

impl Pool {
    /// Does the work on the pool's threads. Another one reads; this one hands on what is done. Where it cannot, it comes back
    /// at once, and the threads end when they next have something to say.
    pub fn run<S, W>(self, supply: S, work: W, sink: &mut impl Sink<W::Done>) -> io::Result<()>
    where
        S: Supply + Send + 'static,
        W: Work<S::Piece>,
    {
        let gate = Arc::new(Gate::new(self.bounds));
        self.run_through(supply, work, (sink, &gate))
    }

    fn run_through<S, W>(self, supply: S, work: W, to: (&mut impl Sink<W::Done>, &Arc<Gate>)) -> io::Result<()>
    where
        S: Supply + Send + 'static,
        W: Work<S::Piece>,
    {
        let (sink, gate) = to;
        let work = Arc::new(work);
        // Each piece has a channel of its own for what is done of it. The order in which they are read is that of the input.
        let (jobs, pieces) = channel::<Job<S::Piece, W::Done>>();
        let (order, places) = channel();
        let pieces = Arc::new(Mutex::new(pieces));
        for _ in 0..self.jobs {
            let (pieces, work, gate) = (pieces.clone(), work.clone(), gate.clone());
            thread::Builder::new().stack_size(STACK).spawn(move || {
                while let Ok(Job { piece, to }) = { lock(&pieces).recv() } {
                    let weight = work.weight(&piece);
                    let done = work.work(piece);
                    let weight_done = work.weight_done(&done);
                    gate.exchange(weight, weight_done);
                    // If no one takes it any more, no one wants the next either.
                    if to.send((done, weight_done)).is_err() {
                        return;
                    }
                }
            })?;
        }
        let (at, weigher) = (gate.clone(), work);
        thread::Builder::new().stack_size(STACK).spawn(move || {
            for piece in supply {
                let (to, place) = channel();
                let next = match piece {
                    Ok(piece) => {
                        at.enter(weigher.weight(&piece));
                        if jobs.send(Job { piece, to }).is_err() {
                            return;
                        }
                        Next::Piece(place)
                    }
                    Err(error) => Next::Failed(error),
                };
                let last = matches!(next, Next::Failed(_));
                if order.send(next).is_err() || last {
                    return;
                }
            }
            let _ = order.send(Next::End);
        })?;
        hand_on(&places, gate, sink)
    }
}

/// Hands on in order what is done.
fn hand_on<Done>(places: &Receiver<Next<Done>>, gate: &Gate, sink: &mut impl Sink<Done>) -> io::Result<()> {
    let lost = || io::Error::other("a thread has ended too early; what was written is whole as far as it goes");
    loop {
        let next = match places.try_recv() {
            Err(TryRecvError::Empty) => {
                sink.rest()?;
                places.recv().map_err(|_| lost())?
            }
            next => next.map_err(|_| lost())?,
        };
        let place = match next {
            Next::Piece(place) => place,
            Next::Failed(error) => return sink.rest().and(Err(error)),
            Next::End => return sink.rest(),
        };
        let (done, weight) = match place.try_recv() {
            Err(TryRecvError::Empty) => {
                sink.rest()?;
                place.recv().map_err(|_| lost())?
            }
            done => done.map_err(|_| lost())?,
        };
        sink.take(done)?;
        gate.leave(weight);
    }
}

/// A piece, and where what is done of it goes, with its weight.
struct Job<Piece, Done> {
    piece: Piece,
    to: Sender<(Done, usize)>,
}

/// What comes next in the order of the input.
enum Next<Done> {
    Piece(Receiver<(Done, usize)>),
    Failed(io::Error),
    End,
}

/// Counts what is held, and keeps the reader out while that is too much.
struct Gate {
    bounds: Bounds,
    held: Mutex<Held>,
    less: Condvar,
}

#[derive(Clone, Copy, Debug, Default)]
struct Held {
    pieces: usize,
    weight: usize,
    /// The most pieces that were held at a time, and the most that was held when one more came.
    most: (usize, usize),
}

impl Gate {
    fn new(bounds: Bounds) -> Gate {
        Gate { bounds, held: Mutex::default(), less: Condvar::new() }
    }

    fn enter(&self, weight: usize) {
        let full = |held: &mut Held| held.pieces >= self.bounds.pieces || held.weight >= self.bounds.weight;
        let mut held = self.less.wait_while(lock(&self.held), full).unwrap_or_else(PoisonError::into_inner);
        let before = held.weight;
        held.pieces += 1;
        held.weight += weight;
        held.most = (held.most.0.max(held.pieces), held.most.1.max(before));
    }

    /// A piece has become what is done of it.
    fn exchange(&self, piece: usize, done: usize) {
        let mut held = lock(&self.held);
        held.weight = (held.weight + done).saturating_sub(piece);
        self.less.notify_one();
    }

    fn leave(&self, weight: usize) {
        let mut held = lock(&self.held);
        held.pieces -= 1;
        held.weight = held.weight.saturating_sub(weight);
        self.less.notify_one();
    }
}

/// No one panics while they hold a lock here.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// So many numbers, each counted as it is read.
    struct Numbers {
        most: usize,
        read: Arc<AtomicUsize>,
    }

    impl Iterator for Numbers {
        type Item = io::Result<usize>;

        fn next(&mut self) -> Option<io::Result<usize>> {
            match self.read.fetch_add(1, Ordering::SeqCst) {
                BROKEN => Some(Err(io::Error::other("the disk is gone"))),
                number => (number < self.most).then_some(Ok(number)),
            }
        }
    }

    impl Supply for Numbers {
        type Piece = usize;

        fn waits(&self) -> bool {
            false
        }
    }

    /// This number cannot be read, that one not be worked on.
    const BROKEN: usize = 3000;
    const BAD: usize = 2000;

    /// Gives back the number. With the first it waits until so many were read.
    struct Waits(Arc<AtomicUsize>, usize);

    impl Work<usize> for Waits {
        type Done = usize;

        fn weight(&self, _: &usize) -> usize {
            10
        }

        fn weight_done(&self, _: &usize) -> usize {
            30
        }

        fn work(&self, number: usize) -> usize {
            while number == 0 && self.0.load(Ordering::SeqCst) < self.1 {
                thread::yield_now();
            }
            assert_ne!(number, BAD, "on purpose");
            number
        }
    }

    /// Keeps what it gets, and has room for so many.
    struct Keeps(Vec<usize>, usize);

    impl Sink<usize> for Keeps {
        fn take(&mut self, number: usize) -> io::Result<()> {
            self.0.push(number);
            if self.0.len() < self.1 { Ok(()) } else { Err(io::ErrorKind::BrokenPipe.into()) }
        }

        fn rest(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn run(most: usize, (pool, wait): (Pool, usize), kept: &mut Keeps) -> (io::Result<()>, (usize, usize)) {
        let read = Arc::new(AtomicUsize::new(0));
        let gate = Arc::new(Gate::new(pool.bounds));
        let work = Waits(read.clone(), wait);
        let done = pool.run_through(Numbers { most, read }, work, (kept, &gate));
        let most = lock(&gate.held).most;
        (done, most)
    }

    #[test]
    fn in_order_and_within_bounds() {
        // While the first is worked on, reading goes on until so much is held, and one more waits outside.
        for (jobs, pieces, weight, most) in [(3, 8, 10_000, (8, 240)), (2, 100, 65, (4, 60)), (1, 2, 1, (1, 0))] {
            let pool = Pool { jobs, bounds: Bounds { pieces, weight } };
            let mut kept = Keeps(Vec::new(), usize::MAX);
            let (done, held) = run(1000, (pool, most.0 + 1), &mut kept);
            assert!(done.is_ok());
            assert!(kept.0.into_iter().eq(0..1000));
            assert!(held.0 <= pieces && held.1 < weight, "{held:?} were held");
            assert!(held.0 >= most.0.min(pieces), "only {held:?} were held");
        }
    }

    #[test]
    fn what_was_done_before_an_error_is_handed_on() {
        let pool = Pool { jobs: 2, bounds: Bounds { pieces: 50, weight: 10_000 } };
        let mut kept = Keeps(Vec::new(), usize::MAX);
        let read = Arc::new(AtomicUsize::new(BAD + 1));
        let done = pool.run(Numbers { most: usize::MAX, read: read.clone() }, Waits(read, 0), &mut kept);
        assert_eq!(done.unwrap_err().to_string(), "the disk is gone");
        assert!(kept.0.into_iter().eq(BAD + 1..BROKEN));
    }

    #[test]
    fn a_sink_that_is_full_and_a_thread_that_is_lost_end_it() {
        let pool = Pool { jobs: 4, bounds: Bounds { pieces: 50, weight: 10_000 } };
        let mut kept = Keeps(Vec::new(), 20);
        let (done, _) = run(usize::MAX, (pool, 0), &mut kept);
        assert_eq!(done.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert!(kept.0.into_iter().eq(0..20));

        let mut kept = Keeps(Vec::new(), usize::MAX);
        let (done, _) = run(BAD + 1, (pool, 0), &mut kept);
        assert!(done.unwrap_err().to_string().contains("ended too early"));
        assert!(kept.0.into_iter().eq(0..BAD));
    }
}
