//! Answers to numbered questions, written down for the tagger.

use crate::tagger::{Rows, feature};

/// Writes the answers about one stretch or line down. Every question is a number, every answer a hash.
pub struct Sheet<'r> {
    rows: &'r mut Rows,
    question: u32,
}

impl<'r> Sheet<'r> {
    /// A sheet for the next row.
    pub fn new(rows: &'r mut Rows) -> Sheet<'r> {
        Sheet { rows, question: 0 }
    }

    /// Goes on to the questions of a group, which has a number of its own.
    pub fn group(&mut self, number: u32) {
        self.question = number << 8;
    }

    /// The answer to the group's next question.
    pub fn ask(&mut self, answer: u32) {
        self.ask_each([answer]);
    }

    /// A set of answers to one question.
    pub fn ask_each(&mut self, answers: impl IntoIterator<Item = u32>) {
        self.question += 1;
        answers.into_iter().for_each(|answer| self.rows.push(feature(self.question, answer)));
    }
}
