//! Sorting, once: each type that the standard library sorts adds five kilobytes to the WebAssembly, so everything is
//! sorted by a number.

use std::collections::BinaryHeap;

/// Puts things in the order of their numbers; those with the same number stay as they stand.
pub fn by_number<T>(things: &mut Vec<T>, number: impl Fn(&T) -> u128) {
    if things.is_sorted_by_key(&number) {
        return;
    }
    // A heap: half the code of the standard library's sorting, and fast enough for what is mostly in order already.
    let order: BinaryHeap<(u128, usize)> = things.iter().map(number).zip(0..).collect();
    let mut from: Vec<Option<T>> = things.drain(..).map(Some).collect();
    things.extend(order.into_sorted_vec().into_iter().filter_map(|(_, at)| from.get_mut(at).and_then(Option::take)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_keep_their_order() {
        let mut words = vec!["pear", "fig", "plum", "apple", "nut", ""];
        by_number(&mut words, |word| word.len() as u128);
        assert_eq!(words, ["", "fig", "nut", "pear", "plum", "apple"]);
    }
}
