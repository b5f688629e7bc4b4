//! A stream of articles: each is answered with a line, in the order of the input.

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use serde_json::Value;

use crate::answer::{Answer, answer, id_of};
use crate::input::{Inputs, Item, Tally};
use crate::output::{self, Output, There};
use crate::pool::{Bounds, Pool, Sink, Supply, Work, one_by_one};
use crate::report::Report;
use crate::request::Request;

/// For each thread so many articles may be held, read or answered, so that one long article does not make all others wait.
const ARTICLES_PER_JOB: usize = 256;
/// All that is held may have so many bytes, and so many more for each thread, and one article more.
const HELD: usize = 32 << 20;
const HELD_PER_JOB: usize = 4 << 20;
/// An answer is about so many times as long as its text; room for it is kept beforehand.
const GROWS: usize = 6;

/// Answers everything; gives the number of bad lines.
pub fn answer_all(request: Request) -> Result<u64, Box<dyn Error>> {
    let tally = Arc::new(Tally::default());
    let mut inputs = Inputs::new(request.files.clone(), request.options.limits.input_bytes, tally.clone())?;
    let Output { to, there } = output::open(&request)?;
    let mut report = Report::new(tally, request.progress);
    report.resumed(there.lines, there.bad);
    pass_over(&mut inputs, &there, &request)?;
    let mut written = Written { to, name: request.output.clone(), report };
    match request.jobs {
        1 => one_by_one(inputs, &Articles(request), &mut written)?,
        jobs => {
            let bounds = Bounds { pieces: jobs * ARTICLES_PER_JOB, weight: HELD + jobs * HELD_PER_JOB };
            Pool { jobs, bounds }.run(inputs, Articles(request), &mut written)?;
        }
    }
    Ok(written.report.end())
}

/// Reads on behind the articles that are answered already. The last of them is answered again: if that does not give the
/// line that is there, then it was another input, or were other options.
fn pass_over(inputs: &mut Inputs, there: &There, request: &Request) -> Result<(), Box<dyn Error>> {
    let name = request.output.as_deref().unwrap_or_default();
    let (lines, remedy) = (there.lines, "Go on with the same input and options, or remove the file to begin anew.");
    for number in 1..=lines {
        let Some(item) = inputs.next().transpose()? else {
            let ended = number - 1;
            return Err(
                format!("{name} has {lines} lines already, but the input has {ended} articles. {remedy}").into()
            );
        };
        if number < lines {
            continue;
        }
        let line: Value = serde_json::from_slice(&there.last).unwrap_or_default();
        let (got, expected) = (line.get("id").cloned().unwrap_or_default(), id_of(&item));
        if got != expected {
            let what = format!("the last line, {lines}, has the id {got}, but in the input that is {expected}");
            return Err(format!("{name} is of another input: {what}. {remedy}").into());
        }
        if answer(item, request).line != there.last {
            let what = format!("its last line, {lines}, would be another now");
            return Err(format!("{name} was written with other options or by another version: {what}. {remedy}").into());
        }
    }
    Ok(())
}

impl Supply for Inputs {
    type Piece = Item;

    fn waits(&self) -> bool {
        Inputs::waits(self)
    }
}

/// The work on articles.
struct Articles(Request);

impl Work<Item> for Articles {
    type Done = Answer;

    fn weight(&self, item: &Item) -> usize {
        item.weight() * GROWS
    }

    fn weight_done(&self, answer: &Answer) -> usize {
        answer.line.len()
    }

    fn work(&self, item: Item) -> Answer {
        answer(item, &self.0)
    }
}

/// Where answers are written.
struct Written {
    to: BufWriter<Box<dyn Write>>,
    /// Of the file, if it is one.
    name: Option<String>,
    report: Report,
}

impl Written {
    /// Says where it was that it could not be written.
    fn named(&self, done: io::Result<()>) -> io::Result<()> {
        let name = self.name.as_deref();
        done.map_err(|error| name.map(|name| io::Error::new(error.kind(), format!("{name}: {error}"))).unwrap_or(error))
    }
}

impl Sink<Answer> for Written {
    fn take(&mut self, answer: Answer) -> io::Result<()> {
        let done = self.to.write_all(&answer.line);
        self.named(done)?;
        self.report.answered(answer.trouble.as_deref());
        Ok(())
    }

    fn rest(&mut self) -> io::Result<()> {
        let done = self.to.flush();
        self.named(done)
    }
}
