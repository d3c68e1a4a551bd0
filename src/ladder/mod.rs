//! What an email admin does about a bounce, from the easiest check to the deepest: the steps that can help with this one,
//! in order, with their commands filled in. No words of any language, no browser.
//!
//! Microsoft 365's steps stand only where the bounce itself shows that Microsoft 365 runs on the reader's side.

pub mod commands;
pub mod shell;
pub mod side;
pub mod table;
pub mod values;
pub mod window;

pub use commands::Command;
pub use shell::Shell;
pub use side::System;
pub use table::{Ask, Kind};
pub use values::Why;
pub use window::Age;

use crate::Reading;
use crate::diagnosis::Outcome;
use crate::knowledge::Side;
use table::At;
use values::Values;

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub kind: Kind,
    /// With which commands.
    pub commands: Vec<Command>,
}

/// The steps for one delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// In the order in which they are worth taking; empty where nothing but reading is to be done.
    pub steps: Vec<Step>,
    /// What runs on that side.
    pub system: System,
    /// How old the message is.
    pub age: Age,
    /// Whether the server still tries, or gave up after trying for long.
    pub waits: bool,
}

impl Ladder {
    /// The steps for delivery number `index` on a side; without one, those of the sender's and those that hold on both. `now`
    /// is in seconds since 1970-01-01. `None` if there is no such delivery.
    pub fn new(
        reading: &Reading,
        index: usize,
        side: Option<Side>,
        now: Option<i64>,
    ) -> Option<Self> {
        let values = Values::new(reading, index, now)?;
        let cause = reading.diagnoses.get(index)?.cause;
        let on = side.unwrap_or(Side::Sender);
        let system = side::system(reading, index, on);
        // One system on both sides: mail within an organization, as likely as not.
        let within = side.is_none()
            && system != System::Other
            && side::system(reading, index, Side::Recipient) == system;
        let takes = |at: At| match at {
            At::Both => true,
            At::Sender => on == Side::Sender,
            At::Recipient => on == Side::Recipient || within,
        };
        let mut steps = vec![];
        for (kind, at) in table::steps(cause) {
            if !takes(*at) || !kind.is_of(system) {
                continue;
            }
            let commands = commands::commands(*kind, cause, system, on, &values);
            if !commands.is_empty() || !kind.needs_command() {
                steps.push(Step {
                    kind: *kind,
                    commands,
                });
            }
        }
        if steps.iter().all(|step| step.kind == Kind::Checks) {
            steps.clear();
        }
        Some(Ladder {
            steps,
            system,
            age: values.window.age,
            waits: values.waits(),
        })
    }
}

impl Values<'_> {
    /// Whether the server still tries, or gave up after trying for long.
    fn waits(&self) -> bool {
        self.outcome()
            .is_some_and(|outcome| matches!(outcome, Outcome::Pending | Outcome::Expired))
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Ladder};
    use crate::instant::seconds;
    use crate::intake::{Input, charsets};
    use crate::knowledge::Side;
    use crate::read;

    /// The steps on no side, on the sender's, on the recipient's.
    #[track_caller]
    fn check(text: &str, want: [&str; 3]) {
        let reading = read(Input::Text(text), charsets());
        let now = seconds("2026-11-20T12:00:00Z");
        let sides = [None, Some(Side::Sender), Some(Side::Recipient)];
        let found = sides.map(|side| {
            let ladder = Ladder::new(&reading, 0, side, now).expect("a delivery");
            let kinds: Vec<&str> = ladder.steps.iter().map(|step| step.kind.slug()).collect();
            kinds.join(" ")
        });
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn steps_for_bounces() {
        let refused = "health port dns diagnostic trace connectors checks";
        check(
            include_str!("../ui/samples/refused.txt"),
            [refused, refused, "port dns log checks"],
        );
        check(include_str!("../ui/samples/full.txt"), ["log checks"; 3]);
        check(
            include_str!("../../tests/e2e/fixtures/exchange-restricted.txt"),
            [
                "recipient rules diagnostic trace checks",
                "diagnostic trace checks",
                "recipient rules diagnostic trace checks",
            ],
        );
        check(
            include_str!("../../tests/fixtures/mails/exchange-2007.eml"),
            [
                "recipient tracking checks",
                "tracking checks",
                "recipient tracking checks",
            ],
        );
        check(
            "550 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
            [
                "web tool health account checks",
                "web tool health account checks",
                "log checks",
            ],
        );
        // Nothing to be done but to wait for the sender's side.
        check(
            "550 5.1.8 Access denied, bad outbound sender AS(42004)",
            [
                "account diagnostic trace checks",
                "account diagnostic trace checks",
                "",
            ],
        );
    }

    #[test]
    fn what_is_too_old_is_not_traced() {
        let reading = read(
            Input::Text(include_str!("../ui/samples/refused.txt")),
            charsets(),
        );
        for (now, want) in [
            ("2026-11-20T12:00:00Z", Some(2)),
            ("2026-12-20T12:00:00Z", Some(3)),
            ("2027-12-20T12:00:00Z", None),
        ] {
            let ladder = Ladder::new(&reading, 0, None, seconds(now)).expect("a delivery");
            let trace = ladder.steps.iter().find(|step| step.kind == Kind::Trace);
            assert_eq!(trace.map(|step| step.commands.len()), want, "{now}");
        }
    }
}
