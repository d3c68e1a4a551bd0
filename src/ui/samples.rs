//! Examples to look at before one has a bounce of one's own. All names in them are made for documentation.

/// One example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// The key of its name.
    pub label: &'static str,
    /// What is pasted.
    pub text: &'static str,
}

/// The examples, in the order in which they are offered.
pub const SAMPLES: [Sample; 3] = [
    Sample {
        label: "start-sample-unknown",
        text: include_str!("samples/unknown.txt"),
    },
    Sample {
        label: "start-sample-full",
        text: include_str!("samples/full.txt"),
    },
    Sample {
        label: "start-sample-refused",
        text: include_str!("samples/refused.txt"),
    },
];
