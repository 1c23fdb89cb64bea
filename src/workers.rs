//! Plain threads over a list, results in the list's order; and what each thread is at.
//!
//! Not rayon: typst uses it inside, and a blocked worker would steal a whole other document.

mod at;

pub use at::{At, all};

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Deep enough for typst's recursive layout.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Applies `work` to every item on up to `jobs` threads; the results are in the items' order.
pub fn map<T: Sync, R: Send>(items: &[T], jobs: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    let run = || {
        while let Some((index, item)) = take(items, &next) {
            let result = work(item);
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((index, result));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, items.len().max(1)) {
            let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
            // Where no thread can be had, this one does the work.
            if thread.spawn_scoped(scope, run).is_err() {
                run();
            }
        }
    });
    let mut results = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Whether the system starts so many threads at once.
pub fn can_start(threads: usize) -> bool {
    let gate = Mutex::new(());
    std::thread::scope(|scope| {
        let _closed = gate.lock();
        let wait = || drop(gate.lock());
        (0..threads).all(|_| std::thread::Builder::new().spawn_scoped(scope, wait).is_ok())
    })
}

fn take<'a, T>(items: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    items.get(index).map(|item| (index, item))
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        assert_eq!(super::map(&items, 3, |n| n * 2), items.iter().map(|n| n * 2).collect::<Vec<_>>());
        assert!(super::map(&[] as &[usize], 2, |n| *n).is_empty());
    }
}
