//! Enhanced status codes as articles claim them: `5.4.316`, `5.4.31x`, `x.1.1`.

use serde::{Deserialize, Serialize};

/// A code or a range of codes (RFC 3463 section 2). `x` stands for one or more digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Code<'a>(pub &'a str);

/// One of the three numbers: digits, then perhaps `x`.
fn number_fits(pattern: &str, number: &str) -> bool {
    match pattern.strip_suffix('x') {
        Some(prefix) => number.len() > prefix.len() && number.starts_with(prefix),
        None => pattern == number,
    }
}

/// Whether a claim fits a full code.
fn fits(claim: &[u8], code: &[u8]) -> bool {
    let mut rest = code;
    for byte in claim {
        let taken = match byte {
            b'x' => rest.iter().take_while(|b| b.is_ascii_digit()).count(),
            byte => usize::from(rest.first() == Some(byte)),
        };
        if taken == 0 {
            return false;
        }
        rest = &rest[taken..];
    }
    rest.is_empty()
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The three numbers of a full code; `None` if it is none.
pub fn numbers(code: &str) -> Option<[&str; 3]> {
    let mut parts = code.split('.');
    let numbers = [parts.next()?, parts.next()?, parts.next()?];
    let good = matches!(numbers[0], "2" | "4" | "5") && numbers.iter().all(|n| is_number(n));
    (good && parts.next().is_none()).then_some(numbers)
}

impl<'a> Code<'a> {
    /// Reads a claim; `None` if it does not keep to the grammar: class `2`, `4`, `5` or `x`,
    /// subject and detail of one to three digits without leading zeros, the last of which may be `x`.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.split('.');
        let [class, subject, detail] = [parts.next()?, parts.next()?, parts.next()?];
        let good = |part: &str| {
            let digits = part.strip_suffix('x').unwrap_or(part);
            (1..=3).contains(&part.len())
                && digits.bytes().all(|b| b.is_ascii_digit())
                && (part == "0" || !part.starts_with('0'))
        };
        let fits = matches!(class, "2" | "4" | "5" | "x")
            && good(subject)
            && good(detail)
            && parts.next().is_none();
        fits.then_some(Code(text))
    }

    /// Whether a full code such as `5.4.312` is claimed. Anything else is not.
    pub fn matches(&self, code: &str) -> bool {
        // Nearly every claim differs from a code in its first bytes.
        fits(self.0.as_bytes(), code.as_bytes()) && numbers(code).is_some()
    }

    /// How exact the claim is: the more of the code it states, the higher. Detail counts before subject, and subject before class.
    pub fn exactness(&self) -> u8 {
        let mut parts = self.0.split('.');
        let mut weigh = |exact: u8, range: u8| match parts.next() {
            Some("x") | None => 0,
            Some(part) if part.ends_with('x') => range,
            Some(_) => exact,
        };
        weigh(1, 0) + weigh(4, 2) + weigh(16, 8)
    }

    /// Whether some code is claimed by both.
    pub fn overlaps(&self, other: &Code<'_>) -> bool {
        self.0.split('.').zip(other.0.split('.')).all(|(a, b)| {
            match (a.strip_suffix('x'), b.strip_suffix('x')) {
                (None, _) => number_fits(b, a),
                (_, None) => number_fits(a, b),
                (Some(a), Some(b)) => a.starts_with(b) || b.starts_with(a),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[track_caller]
    fn check(claim: &str, yes: &[&str], no: &[&str]) {
        let claim = Code::parse(claim).expect(claim);
        for code in yes {
            assert!(claim.matches(code), "{claim:?} should match {code}");
        }
        for code in no {
            assert!(!claim.matches(code), "{claim:?} should not match {code}");
        }
    }

    #[test]
    fn claims_match_codes() {
        check(
            "5.4.1",
            &["5.4.1"],
            &["5.4.10", "4.4.1", "5.4", "5.4.1.1", "", "5.4.x"],
        );
        check(
            "5.4.31x",
            &["5.4.312", "5.4.319"],
            &["5.4.31", "5.4.3", "5.4.321"],
        );
        check(
            "x.1.1",
            &["5.1.1", "4.1.1", "2.1.1"],
            &["3.1.1", "5.1.10", "x.1.1"],
        );
        check("4.4.x", &["4.4.0", "4.4.316"], &["4.5.0", "4.4."]);
        check("5.x.x", &["5.0.0", "5.7.999"], &["5.7.1000", "4.7.1"]);
    }

    #[test]
    fn grammar() {
        for bad in [
            "", "5", "5.1", "5.1.1.1", "3.1.1", "5.01.1", "5.1.1x2", "5.1.X", "5.1.1234", "xx.1.1",
            "5..1",
        ] {
            assert_eq!(Code::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn more_exact_claims_weigh_more() {
        let order = [
            "x.x.x", "5.x.x", "x.4.x", "5.4.x", "x.4.31x", "5.4.31x", "x.4.312", "5.4.312",
        ];
        for pair in order.windows(2) {
            assert!(
                Code(pair[0]).exactness() < Code(pair[1]).exactness(),
                "{pair:?}"
            );
        }
    }

    #[test]
    fn overlaps() {
        for (a, b, want) in [
            ("5.4.1", "x.4.1", true),
            ("5.4.31x", "5.4.312", true),
            ("5.4.31x", "5.4.3x", true),
            ("5.4.31x", "5.4.32x", false),
            ("4.4.1", "5.4.1", false),
        ] {
            assert_eq!(Code(a).overlaps(&Code(b)), want, "{a} {b}");
            assert_eq!(Code(b).overlaps(&Code(a)), want, "{b} {a}");
        }
    }
}
