//! Where the answers of a stream go, and what is there already from a run that was cut off.

use std::fs::{File, OpenOptions, TryLockError, canonicalize};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};

use crate::request::Request;

/// Answers are written in pieces of this size.
const BUFFER: usize = 1 << 16;

pub struct Output {
    pub to: BufWriter<Box<dyn Write>>,
    pub there: There,
}

/// The whole lines that are there already.
#[derive(Default)]
pub struct There {
    pub lines: u64,
    /// How many of them are errors.
    pub bad: u64,
    /// With its end.
    pub last: Vec<u8>,
}

/// Opens what the answers are to be written to.
pub fn open(request: &Request) -> Result<Output, String> {
    let (to, there): (Box<dyn Write>, There) = match &request.output {
        None => (Box::new(io::stdout().lock()), There::default()),
        Some(name) => {
            let named = |error: io::Error| format!("{name}: {error}");
            let same =
                |file: &String| canonicalize(file).is_ok_and(|file| canonicalize(name).is_ok_and(|out| out == file));
            if request.files.iter().any(same) {
                return Err(format!("{name} is read, so it cannot be written, too"));
            }
            let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).clone();
            let mut file = options.open(name).map_err(named)?;
            // Where there are no locks, there is no help.
            if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
                return Err(format!("{name} is being written by another run"));
            }
            let there = match request.resume {
                true => resume(&mut file).map_err(named)?,
                false if file.metadata().map_err(named)?.len() > 0 => {
                    return Err(format!(
                        "{name} is there already: go on with it by --resume, or remove it to begin anew"
                    ));
                }
                false => There::default(),
            };
            (Box::new(file), there)
        }
    };
    Ok(Output { to: BufWriter::with_capacity(BUFFER, to), there })
}

/// Counts the whole lines, cuts off one that is torn, and goes to the end.
fn resume(file: &mut File) -> io::Result<There> {
    let mut there = There::default();
    let mut whole = 0;
    let mut line = Vec::new();
    let mut reader = BufReader::with_capacity(1 << 20, &mut *file);
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        if !line.ends_with(b"\n") {
            if length > 0 {
                file.set_len(whole)?;
            }
            file.seek(SeekFrom::Start(whole))?;
            return Ok(there);
        }
        whole += length as u64;
        there.lines += 1;
        there.bad += u64::from(is_error(&line));
        std::mem::swap(&mut there.last, &mut line);
    }
}

/// Whether an answer is an error. Within the words of an article these quotation marks would be escaped.
fn is_error(line: &[u8]) -> bool {
    const ERROR: &[u8] = b",\"error\":{\"code\":\"";
    line.ends_with(b"\"}}\n") && line.windows(ERROR.len()).any(|window| window == ERROR)
}
