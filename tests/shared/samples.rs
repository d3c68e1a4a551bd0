//! Where mails to try things on lie: our own, and those of the corpus where the checkout has it beside it.

/// The folders, relative to the crate's own.
pub const FOLDERS: [&str; 6] = [
    "tests/e2e/fixtures",
    "tests/fixtures/mails",
    "src/ui/samples",
    "../shared/corpus/pastes",
    "../shared/corpus/bounces",
    "../shared/corpus/bounces/err",
];
