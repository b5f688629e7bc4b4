//! Finds the row of a key among many. Keys are hashes: sorted, they lie evenly, so the first bits of one say nearly where it
//! stands, and only the others have to be kept. Nothing is put in order when a table is read. Also compiled into `build.rs`.

/// Rows by their keys.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// Where the keys with the same first bits begin, and behind the last one where all end.
    starts: Vec<u32>,
    /// The other bits, in order.
    rest: Vec<u16>,
    /// How many those are.
    shift: u32,
}

/// Bytes that a key takes in a table.
pub const KEY_BYTES: usize = 3;

impl Keys {
    /// Reads keys of so many bits: what each is more than the one before, all low bytes first, then all middle ones, then all
    /// high ones, which packs better. `None` where a key is not larger than the one before, or is too large.
    pub fn read(steps: &[u8], bits: u32) -> Option<Keys> {
        let count = steps.len() / KEY_BYTES;
        let (low, rest) = steps.split_at_checked(count)?;
        let (middle, high) = rest.split_at_checked(count)?;
        // A key for every second or fourth of the first bits, as far as the others fit: fewer to choose from is quicker.
        let first_bits = (count.next_power_of_two() * 2).trailing_zeros().clamp(bits.saturating_sub(16), bits);
        let shift = bits - first_bits;
        let mut starts = vec![0; (1 << first_bits) + 1];
        let mut rest = Vec::with_capacity(count);
        let (mut key, mut filled) = (0_u32, 0);
        for (row, ((low, middle), high)) in low.iter().zip(middle).zip(high).enumerate() {
            let step = u32::from_le_bytes([*low, *middle, *high, 0]);
            key = key.checked_add(step)?;
            if (step == 0 && row > 0) || key >> bits != 0 {
                return None;
            }
            let first = (key >> shift) as usize;
            // Those between have no key of their own.
            while filled <= first {
                *starts.get_mut(filled)? = row as u32;
                filled += 1;
            }
            rest.push((key & ((1 << shift) - 1)) as u16);
        }
        starts.get_mut(filled..)?.fill(count as u32);
        Some(Keys { starts, rest, shift })
    }

    /// Writes sorted keys down, as [`Keys::read`] has them.
    #[cfg_attr(not(feature = "train"), allow(dead_code, reason = "training and `build.rs` write, the engine reads"))]
    pub fn write(keys: impl Iterator<Item = u32> + Clone) -> Vec<u8> {
        let mut last = 0;
        let steps: Vec<u32> = keys.map(|key| key - std::mem::replace(&mut last, key)).collect();
        [0, 8, 16].iter().flat_map(|shift| steps.iter().map(move |step| (step >> shift) as u8)).collect()
    }

    /// The row of a key.
    #[inline]
    pub fn row(&self, key: u32) -> Option<usize> {
        let first = (key >> self.shift) as usize;
        let [start, end] = self.starts.get(first..first + 2)? else { return None };
        let start = *start as usize;
        let wanted = (key & ((1 << self.shift) - 1)) as u16;
        let among = self.rest.get(start..*end as usize)?;
        among.iter().position(|rest| *rest == wanted).map(|at| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(list: &[u32]) -> Option<Keys> {
        Keys::read(&Keys::write(list.iter().copied()), 24)
    }

    #[test]
    fn finds_each_key_and_no_other() {
        let list = [0, 1, 5, 6, 7, 200, 0x3fff, 0x4000, 0xff_fffe, 0xff_ffff];
        let keys = keys(&list).unwrap();
        for (row, key) in list.iter().enumerate() {
            assert_eq!(keys.row(*key), Some(row), "{key}");
        }
        for stranger in [2, 8, 199, 0x3ffe, 0x4001, 0xff_fffd, 0x100_0000, u32::MAX] {
            assert_eq!(keys.row(stranger), None, "{stranger}");
        }
        assert_eq!(self::keys(&[]).unwrap().row(0), None);
    }

    #[test]
    fn refuses_what_is_not_in_order_or_too_large() {
        assert!(keys(&[1, 1]).is_none());
        assert!(keys(&[5, 0x100_0000]).is_none());
    }
}
