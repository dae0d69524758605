//! Answers that change from call to call: sequences, and jobs that go through their states.

use std::collections::HashMap;
use std::sync::Mutex;

use super::super::answer::Answer;
use super::super::lock::locked;
use super::super::received::Call;
use crate::facts::Place;

/// The progress of several sequences.
#[derive(Debug, Default)]
struct Steps<K>(Mutex<HashMap<K, usize>>);

impl<K: std::hash::Hash + Eq> Steps<K> {
    /// The next of `values`, then the last one over and over.
    fn next<'a, T>(&self, key: K, values: &'a [T]) -> Option<&'a T> {
        let mut steps = locked(&self.0);
        let step = steps.entry(key).or_default();
        let value = values.get(*step);
        *step = (*step + 1).min(values.len().saturating_sub(1));
        value
    }
}

impl Answer {
    /// Returns one answer after the other and then keeps repeating the last one, for use with
    /// [`EmulatorBuilder::answer`](crate::emulator::EmulatorBuilder::answer).
    ///
    /// ```
    /// # use ice_runtime::emulator::{Answer, Emulator};
    /// # use ice_runtime::ice_operation;
    /// # use serde_json::json;
    /// # #[ice_operation(action = "GetMediaInfo", response = ())]
    /// # struct GetMediaInfo {}
    /// let builder = Emulator::builder().answer::<GetMediaInfo>(Answer::sequence([
    ///     Answer::error(404, "MediaNotFound", "there is no such media"),
    ///     Answer::json(json!({})),
    /// ]));
    /// ```
    pub fn sequence(answers: impl IntoIterator<Item = Self>) -> impl Fn(&Call) -> Self + Send + Sync + 'static {
        let (answers, steps) = (answers.into_iter().collect::<Vec<_>>(), Steps::default());
        move |_| {
            let next = steps.next((), &answers).cloned();
            next.unwrap_or_else(|| Self::invalid("the sequence of answers is empty"))
        }
    }
}

/// Answers for a job that each call finds one state further. Calls with different parameters are about different jobs.
pub(in super::super) fn job<T: 'static + Send + Sync>(
    states: Vec<T>,
    reply: impl Fn(&T) -> Answer + Send + Sync + 'static,
) -> impl Fn(&Call) -> Answer + Send + Sync + 'static {
    let steps = Steps::default();
    move |call| {
        let job = [call.parameters(Place::Query), call.parameters(Place::Form)].concat();
        steps.next(job, &states).map_or_else(|| Answer::invalid("the job has no states"), &reply)
    }
}
