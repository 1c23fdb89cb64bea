//! What each thread is at, for who watches a run and ends one that takes too long.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Tasks under way, in the order in which they were begun.
static UNDER_WAY: Mutex<BTreeMap<u64, String>> = Mutex::new(BTreeMap::new());

/// A task that is under way until this is dropped.
#[derive(Debug)]
pub struct At(u64);

impl At {
    /// Begins a task.
    pub fn new(what: impl Into<String>) -> Self {
        let mut tasks = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
        let number = tasks.keys().next_back().map_or(0, |last| last + 1);
        tasks.insert(number, what.into());
        Self(number)
    }
}

impl Drop for At {
    fn drop(&mut self) {
        UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// Every task that is under way.
pub fn all() -> Vec<String> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
}
