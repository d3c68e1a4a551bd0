#![no_main]
//! Any bytes, as a file that was dropped.

mod check;

use libfuzzer_sys::fuzz_target;
use ndr_explainer::intake::Input;

fuzz_target!(|data: &[u8]| check::check(Input::Bytes(data)));
