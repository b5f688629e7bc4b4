//! Caps that keep one input from taking the machine.

/// What one analysis may use. The defaults suit articles; raise them for books.
///
/// ```
/// let limits = whowhen::Limits { input_bytes: 1000, ..Default::default() };
/// assert!(limits.input_bytes < whowhen::Limits::default().input_bytes);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of UTF-8 that an input may have, 10 MiB unless set.
    pub input_bytes: usize,
}

impl Limits {
    /// No input is longer than this, whatever the options say: spans are `u32`.
    pub const MAX_INPUT_BYTES: usize = 1 << 30;
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { input_bytes: 10 << 20 }
    }
}

/// Elements of a page that are nested deeper are not opened, as in browsers.
pub(crate) const DEPTH: u32 = 512;

/// Of a tag with more attributes the first so many are read.
pub(crate) const ATTRIBUTES: usize = 512;
