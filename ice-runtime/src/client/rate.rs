//! How fast calls start: at most a given number in any period of a given length, in order of arrival.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

use super::limit::A_YEAR;

/// A limit on how fast calls start.
#[derive(Debug)]
pub(super) struct Rate {
    calls: usize,
    period: Duration,
    /// When the last calls started, oldest first. The lock doubles as the queue: it is handed on in the order in which
    /// it was requested, and a dropped caller leaves the queue.
    starts: Mutex<VecDeque<Instant>>,
}

impl Rate {
    /// Allows at most `calls` in any `period`; `calls` is at least 1.
    pub(super) fn new(calls: usize, period: Duration) -> Self {
        Self { calls, period: period.min(A_YEAR), starts: Mutex::default() }
    }

    /// Waits until another call may start.
    pub(super) async fn turn(&self) {
        let mut starts = self.starts.lock().await;
        if starts.len() >= self.calls
            && let Some(oldest) = starts.front()
        {
            sleep_until(*oldest + self.period).await;
        }
        let now = Instant::now();
        while starts.front().is_some_and(|oldest| now.saturating_duration_since(*oldest) >= self.period) {
            starts.pop_front();
        }
        starts.push_back(now);
    }
}
