//! The engine on the command line: one article, or a stream of them on all cores. The only place with a clock and threads.

mod answer;
mod decode;
mod http;
mod input;
mod lines;
mod one;
mod output;
mod pool;
mod report;
mod request;
mod source;
mod stream;
mod unpack;
mod warc;

use std::error::Error;
use std::io;
use std::process::ExitCode;

use request::{Request, Wanted};

/// Some lines of a stream could not be answered; the others were.
const SOME_WERE_BAD: u8 = 1;
/// It was not done, or not to the end.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(SOME_WERE_BAD),
        // Whoever reads us has seen enough: `whowhen ... | head`.
        Err(error)
            if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) =>
        {
            ExitCode::SUCCESS
        }
        Err(error) => {
            report::say(&error);
            ExitCode::from(FAILED)
        }
    }
}

/// Does what the arguments ask for; gives the number of bad lines.
fn run() -> Result<u64, Box<dyn Error>> {
    match request::read_arguments()? {
        Wanted::Words(words) => one::print(words).map(|()| 0),
        Wanted::Work(request) => work(*request),
    }
}

fn work(request: Request) -> Result<u64, Box<dyn Error>> {
    match request.jsonl {
        true => stream::answer_all(request),
        false => one::answer(&request).map(|()| 0),
    }
}
