//! The real tables of `../shared/real`: what `check` says of them, and nothing else.

use std::collections::BTreeMap;
use std::path::Path;

use briefings::panel::Options;
use serde_json::Value;

use super::{balances, finding};
use crate::support::real;
