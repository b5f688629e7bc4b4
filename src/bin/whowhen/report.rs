//! What is said on standard error: bad lines, how far it is, and a summary. If no one can be told, work goes on.

use std::fmt::Display;
use std::io::{IsTerminal, Write, stderr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::input::Tally;

/// So many bad lines are listed. All of them are in the answers.
const MOST_LISTED: u64 = 100;
/// Progress is said no more often.
const PAUSE: Duration = Duration::from_secs(1);
/// Takes away the line of progress on a terminal.
const CLEAR: &str = "\r\x1b[K";

/// Says something.
pub fn say(message: &(impl Display + ?Sized)) {
    let _ = writeln!(stderr(), "whowhen: {message}");
}

pub struct Report {
    tally: Arc<Tally>,
    began: Instant,
    said: Instant,
    /// Whether progress is said.
    shown: bool,
    terminal: bool,
    /// Answers that were there before, and how many of them are errors.
    before: u64,
    bad_before: u64,
    answered: u64,
    bad: u64,
}

impl Report {
    /// `wanted` or not, progress is said on a terminal.
    pub fn new(tally: Arc<Tally>, wanted: bool) -> Report {
        let (now, terminal) = (Instant::now(), stderr().is_terminal());
        let shown = wanted || terminal;
        Report { tally, began: now, said: now, shown, terminal, before: 0, bad_before: 0, answered: 0, bad: 0 }
    }

    /// So many answers are there already.
    pub fn resumed(&mut self, lines: u64, bad: u64) {
        (self.before, self.bad_before) = (lines, bad);
    }

    /// An article was answered, perhaps with what is wrong with it.
    pub fn answered(&mut self, trouble: Option<&str>) {
        self.answered += 1;
        if let Some(trouble) = trouble {
            self.bad += 1;
            if self.bad <= MOST_LISTED {
                self.clear();
                say(trouble);
            }
            if self.bad == MOST_LISTED {
                say("more bad lines are not listed here, they are in the answers");
            }
        }
        if self.shown && self.said.elapsed() >= PAUSE {
            self.said = Instant::now();
            let clear = if self.terminal { CLEAR } else { "whowhen: " };
            let end = if self.terminal { "" } else { "\n" };
            let _ = write!(stderr(), "{clear}{}{end}", self.summary()).and_then(|()| stderr().flush());
        }
    }

    /// Says what was done; gives the number of bad lines, those of a run before included.
    pub fn end(&self) -> u64 {
        self.clear();
        if self.shown || self.bad + self.bad_before > 0 {
            say(&self.summary());
        }
        self.bad + self.bad_before
    }

    fn clear(&self) {
        if self.shown && self.terminal {
            let _ = stderr().write_all(CLEAR.as_bytes());
        }
    }

    fn summary(&self) -> String {
        let seconds = self.began.elapsed().as_secs_f64();
        let megabytes = self.tally.bytes() as f64 / 1e6;
        let rate = self.answered as f64 / seconds.max(1e-3);
        let mut words = format!("{}, {} bad", count(self.answered, "article"), self.bad);
        if self.before > 0 {
            words += &format!(", {} were there already, {} of them bad", self.before, self.bad_before);
        }
        if self.tally.skipped() > 0 {
            words += &format!(", {} skipped", count(self.tally.skipped(), "record"));
        }
        words + &format!(", {megabytes:.1} MB read in {seconds:.1} s, {rate:.0} articles/s")
    }
}

fn count(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
