//! Calls functions that a test supplied: a panic, such as a failed assertion, becomes an error that quotes it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::answer::Answer;

/// Returns what `work` returns, or an error that quotes its panic. `whose` names what panicked.
pub(super) fn quoted<T>(whose: &str, work: impl FnOnce() -> T) -> Result<T, Answer> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
        Answer::refusal(400, "AnswerPanicked", format!("{whose} panicked: {text}"))
    })
}
