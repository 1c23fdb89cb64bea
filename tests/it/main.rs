//! One binary for all tests: each would link the library again.

mod measure;
