//! Times as RFC 3339, from the notations that mails use.

use mail_parser::DateTime;

/// A date of a header or a report field (RFC 5322 section 3.3, or RFC 3339), as RFC 3339. `None` if it is none.
pub fn rfc5322(text: &str) -> Option<String> {
    let text = text.trim();
    let date = DateTime::parse_rfc822(text)
        .filter(DateTime::is_valid)
        .or_else(|| DateTime::parse_rfc3339(text).filter(DateTime::is_valid))?;
    (date.year >= 1970 && date.year < 2200).then(|| date.to_rfc3339())
}

/// Whether a date says how its clock stands to UTC: by numbers, by `Z`, or by a name to which RFC 5322 section 4.3 gives
/// a meaning. Of `-0000` the time is UTC, too (section 3.3). Other names of zones mean nothing certain.
pub fn has_zone(text: &str) -> bool {
    let text = text.split('(').next().unwrap_or_default().trim_end();
    let Some((_, clock)) = text.rsplit_once(':') else {
        return false;
    };
    let zone = clock.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    let offset = zone.strip_prefix(['+', '-']);
    offset.is_some_and(|digits| digits.starts_with(|c: char| c.is_ascii_digit()))
        || ZONES.contains(&zone)
        // RFC 3339 writes a colon into the offset.
        || (text.len() > 6 && clock.len() == 2 && matches!(text.as_bytes()[text.len() - 6], b'+' | b'-'))
}

const ZONES: [&str; 12] = [
    "UT", "GMT", "UTC", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT",
];

/// A date that Exchange writes in its reports in American notation, in UTC: `11/19/2026 5:14:09 PM`.
///
/// Without AM or PM the order of day and month is not known, and the answer is `None`.
pub fn exchange(text: &str) -> Option<String> {
    let mut words = text.split_ascii_whitespace();
    let (date, clock, half) = (words.next()?, words.next()?, words.next()?);
    let half = half.trim_end_matches([']', ')', '}', ',', ';']);
    let afternoon = match half.to_ascii_uppercase().as_str() {
        "AM" => false,
        "PM" => true,
        _ => return None,
    };
    let mut date = date.split('/').map(str::parse::<u16>);
    let (month, day, year) = (date.next()?.ok()?, date.next()?.ok()?, date.next()?.ok()?);
    let mut clock = clock.split(':').map(str::parse::<u8>);
    let (hour, minute, second) = (
        clock.next()?.ok()?,
        clock.next()?.ok()?,
        clock.next().map_or(Some(0), Result::ok)?,
    );
    if !(1..=12).contains(&month)
        || !(1..=31).contains(&day)
        || !(1990..2200).contains(&year)
        || !(1..=12).contains(&hour)
        || minute > 59
        || second > 60
    {
        return None;
    }
    let hour = hour % 12 + if afternoon { 12 } else { 0 };
    Some(format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones() {
        for (text, want) in [
            ("Thu, 15 Jun 2017 07:45:16 +0200 (CEST)", true),
            ("Thu, 15 Jun 2017 07:45 -0000", true),
            ("Thu, 15 Jun 2017 07:45:16 GMT", true),
            ("2017-06-15T07:45:16Z", true),
            ("2017-06-15T07:45:16.5-03:00", true),
            ("Thu, 15 Jun 2017 07:45:16", false),
            ("Thu, 15 Jun 2017 07:45:16 (CEST)", false),
            ("Thu, 15 Jun 2017 07:45:16 CEST", false),
            ("Thu, 15 Jun 2017 07:45:16 +", false),
            ("2017-06-15T07:45:16", false),
            ("ż:+", false),
            ("żżż:12", false),
            ("", false),
        ] {
            assert_eq!(has_zone(text), want, "{text}");
        }
    }

    #[test]
    fn notations() {
        assert_eq!(
            rfc5322("Thu, 15 Jun 2017 07:45:16 +0200 (CEST)").as_deref(),
            Some("2017-06-15T07:45:16+02:00")
        );
        assert_eq!(rfc5322("nonsense"), None);
        assert_eq!(rfc5322(""), None);
        assert_eq!(
            exchange("11/19/2026 5:14:09 PM").as_deref(),
            Some("2026-11-19T17:14:09Z")
        );
        assert_eq!(
            exchange("6/1/2026 12:00:00 AM").as_deref(),
            Some("2026-06-01T00:00:00Z")
        );
        assert_eq!(exchange("11/01/2023 04:20:14"), None);
        assert_eq!(exchange("13/19/2026 5:14:09 PM"), None);
    }
}
