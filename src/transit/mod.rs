//! When and where: the route of a message leg by leg, and its time in the queue.
//!
//! Input: a [`Reading`](crate::Reading), and for the queue the time of day. Output: numbers to draw. Knows no words of the
//! page and no browser; points in time are seconds since 1970-01-01 UTC.

pub mod journey;
pub mod queue;

/// A span of seconds in the largest unit of which it has at least two: the unit, as the keys of the page call it, and how
/// many of it, rounded down. A span below zero is none.
pub fn in_units(seconds: i64) -> (&'static str, usize) {
    let seconds = usize::try_from(seconds).unwrap_or(0);
    match seconds {
        0..120 => ("hops-seconds", seconds),
        120..7_200 => ("hops-minutes", seconds / 60),
        7_200..172_800 => ("hops-hours", seconds / 3_600),
        _ => ("hops-days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::in_units;
    use crate::knowledge;
    use crate::lang::Lang;

    #[track_caller]
    fn check(seconds: i64, want: &str) {
        let (unit, n) = in_units(seconds);
        assert_eq!(knowledge::ui(Lang::En).count(unit, n, &[]), want);
    }

    #[test]
    fn the_largest_unit_with_two_or_more() {
        check(-5, "0 seconds");
        check(1, "1 second");
        check(119, "119 seconds");
        check(120, "2 minutes");
        check(7_199, "119 minutes");
        check(86_400, "24 hours");
        check(172_800, "2 days");
        check(31_536_000, "365 days");
    }
}
