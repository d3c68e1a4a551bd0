//! Reads from a test runner's output how many tests passed, failed and were left out.

use std::fmt;
use std::ops::AddAssign;

/// Numbers of tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that held.
    pub passed: u64,
    /// Tests that did not, and suites that broke off.
    pub failed: u64,
    /// Tests that were left out on purpose.
    pub skipped: u64,
}

impl Counts {
    /// How many tests ran.
    pub fn ran(self) -> u64 {
        self.passed + self.failed
    }

    /// The sum of all `test result:` lines: those of `cargo test`, natively and in the browser.
    pub fn of_cargo(output: &str) -> Self {
        let mut counts = Counts::default();
        for line in output.lines() {
            let Some(result) = line.trim().strip_prefix("test result:") else {
                continue;
            };
            let (_, numbers) = result.split_once('.').unwrap_or_default();
            for part in numbers.split(';') {
                let mut words = part.split_whitespace();
                let (number, kind) = (words.next(), words.next());
                let number = number.and_then(|number| number.parse().ok()).unwrap_or(0);
                match kind {
                    Some("passed") => counts.passed += number,
                    Some("failed") => counts.failed += number,
                    Some("ignored") => counts.skipped += number,
                    _ => {}
                }
            }
        }
        counts
    }

    /// The summary of `node --test`: `ℹ pass 3` (spec reporter) or `# pass 3` (TAP). The last of a kind counts,
    /// since a test may print such a line of its own.
    pub fn of_node(output: &str) -> Self {
        let last = |kind: &str| -> u64 {
            output
                .lines()
                .rev()
                .find_map(|line| {
                    let rest = line
                        .strip_prefix("ℹ ")
                        .or_else(|| line.strip_prefix("# "))?;
                    rest.strip_prefix(kind)?
                        .strip_prefix(' ')?
                        .trim()
                        .parse()
                        .ok()
                })
                .unwrap_or(0)
        };
        Counts {
            passed: last("pass"),
            failed: last("fail") + last("cancelled"),
            skipped: last("skipped") + last("todo"),
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn of_cargo() {
        for (output, want) in [
            ("", counts(0, 0, 0)),
            ("running 2 tests\ntest a ... ok\n", counts(0, 0, 0)),
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s\n\
                 \n   Doc-tests\ntest result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out\n",
                counts(14, 1, 1),
            ),
            (
                "test result: ok. 3 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.04s\r\n",
                counts(3, 0, 0),
            ),
            ("note: test result: is a line\n", counts(0, 0, 0)),
            ("test result: broken\n", counts(0, 0, 0)),
        ] {
            assert_eq!(Counts::of_cargo(output), want, "{output}");
        }
    }

    #[test]
    fn of_node() {
        for (output, want) in [
            ("", counts(0, 0, 0)),
            (
                "✔ a (1ms)\nℹ tests 6\nℹ suites 1\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\n",
                counts(3, 2, 1),
            ),
            (
                "ok 1 - a\n    # pass 99\n# tests 4\n# pass 4\n# fail 0\n# cancelled 0\n# skipped 0\n# todo 0\n",
                counts(4, 0, 0),
            ),
            ("# pass 9\n# pass 2\n# fail 0\n", counts(2, 0, 0)),
            ("# passed 7\n# pass x\n", counts(0, 0, 0)),
        ] {
            assert_eq!(Counts::of_node(output), want, "{output}");
        }
    }

    #[test]
    fn in_words() {
        assert_eq!(counts(5, 0, 0).to_string(), "5 passed, 0 failed");
        assert_eq!(counts(5, 2, 1).to_string(), "5 passed, 2 failed, 1 skipped");
        let mut sum = counts(1, 2, 3);
        sum += counts(10, 20, 30);
        assert_eq!(sum, counts(11, 22, 33));
        assert_eq!(sum.ran(), 33);
    }
}
