//! Functions that a test gave: one that panics, as a failed assertion does, makes an error that quotes the panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::answer::Answer;

/// What `work` gives, or the error that says how it panicked. `whose` is what it belongs to.
pub(super) fn quoted<T>(whose: &str, work: impl FnOnce() -> T) -> Result<T, Answer> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it gives no message");
        Answer::refusal(400, "AnswerPanicked", format!("{whose} panicked: {text}"))
    })
}
