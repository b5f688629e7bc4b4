//! Gzip and zstd: one file after another in a file, as WARC and parallel tools write them. Where one is damaged, that is
//! said once, and reading goes on with the next that is found.

use std::fmt::Display;
use std::io::{self, BufRead, ErrorKind, Read};
use std::mem::replace;

use flate2::bufread::GzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::source::Source;

const GZIP: [u8; 3] = [0x1f, 0x8b, 8];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// The last three bytes of what begins something else in a zstd file, to be passed over; the first is 0x50 to 0x5f.
const ZSTD_ASIDE: [u8; 3] = [0x2a, 0x4d, 0x18];
/// So much of what was unpacked may be looked back at, and is held: what the zstd program allows without being asked.
const ZSTD_WINDOW: u64 = 1 << 27;

/// What a file holds, unpacked if it is packed.
pub fn unpacked(mut source: Source) -> io::Result<Source> {
    let start = source.peek(4)?;
    if start.starts_with(&GZIP) {
        return Ok(Source::new(Box::new(Gzip::Between(source))));
    }
    if start.starts_with(&ZSTD) || start.get(1..).is_some_and(|rest| rest == ZSTD_ASIDE) {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(ZSTD_WINDOW);
        return Ok(Source::new(Box::new(Zstd { source, decoder, at: At::Between })));
    }
    Ok(source)
}

/// Whether an error of reading says that what was read is damaged, and not that it cannot be read.
pub fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof)
}

/// Whether what was read before the error is whole: nothing of the piece that is damaged was given.
pub fn is_damage_ahead(error: &io::Error) -> bool {
    error.kind() == ErrorKind::InvalidInput
}

/// An error of reading that says so.
pub fn damage(error: impl Display) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, error.to_string())
}

/// Reads on up to these bytes; whether they are there.
fn find(source: &mut Source, magic: &[u8]) -> io::Result<bool> {
    loop {
        if source.peek(magic.len())? == magic {
            return Ok(true);
        }
        let buffer = source.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        let next = buffer.iter().skip(1).position(|byte| Some(byte) == magic.first()).map_or(buffer.len(), |at| at + 1);
        source.consume(next);
    }
}

/// What was given of a piece.
#[derive(Clone, Copy)]
enum Given {
    Nothing,
    Some,
}

impl Given {
    /// The error that the piece is damaged.
    fn damage(self, error: impl Display) -> io::Error {
        match self {
            Given::Nothing => io::Error::new(ErrorKind::InvalidInput, error.to_string()),
            Given::Some => damage(error),
        }
    }
}

enum Gzip {
    /// Before a member, or at the end.
    Between(Source),
    /// In a member, of which something was given or not.
    Inside(Box<GzDecoder<Source>>, Given),
    /// In a member that is damaged.
    Lost(Source),
    Over,
}

impl Read for Gzip {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match replace(self, Gzip::Over) {
                Gzip::Over => return Ok(0),
                Gzip::Between(mut source) => {
                    // Tapes and some tools fill the last block with zeros.
                    while source.peek(1)? == [0] {
                        source.consume(1);
                    }
                    if !source.peek(1)?.is_empty() {
                        source.mark();
                        *self = Gzip::Inside(Box::new(GzDecoder::new(source)), Given::Nothing);
                    }
                }
                Gzip::Inside(mut member, given) => match member.read(into) {
                    Ok(0) if !into.is_empty() => *self = Gzip::Between(member.into_inner()),
                    Ok(read) => {
                        *self = Gzip::Inside(member, Given::Some);
                        return Ok(read);
                    }
                    Err(error) => {
                        let damaged = is_damage(&error);
                        *self = Gzip::Lost(member.into_inner());
                        return Err(if damaged { given.damage(format!("gzip: {error}")) } else { error });
                    }
                },
                Gzip::Lost(mut source) => {
                    // Where the end of one is lost, the beginning of the next was read as if it were part of it.
                    source.back();
                    if find(&mut source, &GZIP)? {
                        *self = Gzip::Between(source);
                    }
                }
            }
        }
    }
}

struct Zstd {
    source: Source,
    decoder: FrameDecoder,
    at: At,
}

/// Where in a zstd file.
#[derive(Clone, Copy)]
enum At {
    /// Before a frame, or at the end.
    Between,
    Inside(Given),
    /// In a frame that is damaged.
    Lost,
}

impl Read for Zstd {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = match self.at {
                At::Lost => {
                    self.source.back();
                    match find(&mut self.source, &ZSTD)? {
                        true => self.open(),
                        false => return Ok(0),
                    }
                }
                At::Between if self.source.peek(1)?.is_empty() => return Ok(0),
                At::Between => self.open(),
                At::Inside(given) => self.inside(into, given),
            };
            match read {
                Ok(0) if !into.is_empty() => {}
                Ok(read) => return Ok(read),
                Err(error) => {
                    self.at = At::Lost;
                    return Err(error);
                }
            }
        }
    }
}

impl Zstd {
    fn open(&mut self) -> io::Result<usize> {
        self.source.mark();
        match self.decoder.reset(&mut self.source) {
            Ok(()) => self.at = At::Inside(Given::Nothing),
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                self.at = At::Between;
                self.source.skip(length.into())?;
            }
            Err(error) => return Err(Given::Nothing.damage(format!("zstd: {error}"))),
        }
        Ok(0)
    }

    /// 0 at the end of a frame.
    fn inside(&mut self, into: &mut [u8], given: Given) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            let done = self.decoder.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1));
            done.map_err(|error| given.damage(format!("zstd: {error}")))?;
        }
        let read = self.decoder.read(into)?;
        self.at = At::Inside(Given::Some);
        if read == 0 {
            self.at = At::Between;
            let stated = self.decoder.get_checksum_from_data();
            if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
                return Err(damage("zstd: the check sum is another"));
            }
        }
        Ok(read)
    }
}
