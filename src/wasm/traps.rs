//! Three ways to break an instance, for the recovery tests. Built with the feature `test-traps` only, never shipped.

use wasm_bindgen::prelude::*;

/// Panics.
#[wasm_bindgen]
#[expect(clippy::panic, reason = "that is its job")]
pub fn trap_panic() {
    panic!("a panic on purpose");
}

/// Overflows the stack.
#[wasm_bindgen]
#[expect(unconditional_recursion, reason = "that is its job")]
pub fn trap_overflow(depth: u32) -> u32 {
    let ballast = std::hint::black_box([depth; 256]);
    trap_overflow(depth + 1) + ballast.iter().sum::<u32>()
}

/// Takes memory until there is none.
#[wasm_bindgen]
pub fn trap_memory() -> usize {
    let mut hoard: Vec<Vec<u8>> = Vec::new();
    loop {
        hoard.push(vec![1; 64 << 20]);
        if std::hint::black_box(&hoard).is_empty() {
            return hoard.len();
        }
    }
}
