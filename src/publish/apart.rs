//! Areas made apart from each other.

use std::panic::{self, AssertUnwindSafe};

use crate::subject::error::{Error, Result};

/// Makes one area apart from the others: a defect that breaks it off takes none with it.
pub fn apart<T>(make: impl FnOnce() -> Result<T>) -> Result<T> {
    // Nothing that the area was made with is used again where it broke off.
    panic::catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|broke| Err(Error::defect(broke.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workers;

    #[test]
    fn an_area_that_breaks_off_is_an_error_and_takes_no_other_with_it() {
        let made = workers::map(&[1, 2, 3], 2, |n| apart(|| if *n == 2 { panic!("no {n}") } else { Ok(*n) }));
        assert!(made[0].is_ok() && made[2].is_ok());
        let said = made[1].as_ref().unwrap_err().to_string();
        assert!(said.contains("a defect of the program: no 2"), "{said}");
    }
}
