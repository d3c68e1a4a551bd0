//! Points in time as the mail states them (RFC 3339), as numbers and in UTC.

/// Seconds since 1970-01-01 UTC of an RFC 3339 time such as `2026-11-19T17:08:35Z`; `None` if it is not one.
pub fn seconds(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<i64> {
        let digits = text.get(from..to)?;
        digits
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| digits.parse().ok())?
    };
    let shape = bytes.get(4) == Some(&b'-')
        && bytes.get(7) == Some(&b'-')
        && matches!(bytes.get(10), Some(b'T' | b't' | b' '))
        && bytes.get(13) == Some(&b':')
        && bytes.get(16) == Some(&b':');
    if !shape {
        return None;
    }
    let days = days(number(0, 4)?, number(5, 7)?, number(8, 10)?)?;
    let time = number(11, 13)? * 3600 + number(14, 16)? * 60 + number(17, 19)?;
    let zone = text
        .get(19..)?
        .trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    Some(days * 86_400 + time - offset(zone)?)
}

/// The same point in time in UTC, `2026-11-19 17:08:35 UTC`; `None` if the text is no RFC 3339 time.
pub fn utc(text: &str) -> Option<String> {
    let text = rfc3339(seconds(text)?);
    Some(text.replace('T', " ").replace('Z', " UTC"))
}

/// The RFC 3339 time in UTC of so many seconds since 1970-01-01: `2026-11-19T17:08:35Z`. The inverse of [`seconds`] for the
/// years 0 to 9999.
pub fn rfc3339(seconds: i64) -> String {
    let (day, time) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // March-based years of eras of 400 years, as in `days`.
    let day = day + 719_468;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let of_400 = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of_400 + of_400 / 4 - of_400 / 100);
    let month = (5 * of_year + 2) / 153;
    let mut out = String::new();
    let mut put = |value: i64, width: usize, behind: char| {
        let digits = value.to_string();
        out.extend(std::iter::repeat_n('0', width.saturating_sub(digits.len())));
        out.push_str(&digits);
        out.push(behind);
    };
    put(era * 400 + of_400 + i64::from(month >= 10), 4, '-');
    put((month + 2) % 12 + 1, 2, '-');
    put(of_year - (153 * month + 2) / 5 + 1, 2, 'T');
    put(time / 3600, 2, ':');
    put(time / 60 % 60, 2, ':');
    put(time % 60, 2, 'Z');
    out
}

/// Seconds east of UTC of `Z`, `+02:00` or `-0530`.
fn offset(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = zone[1..].chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = (digits.get(0..2)?, digits.get(2..4)?);
    Some(sign * (hours.parse::<i64>().ok()? * 3600 + minutes.parse::<i64>().ok()? * 60))
}

/// Days since 1970-01-01 in the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // March-based years, so that the leap day is the last one of its year.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::{rfc3339, seconds, utc};

    #[test]
    fn times_in_utc() {
        for (text, want) in [
            ("1970-01-01T00:00:00Z", Some("1970-01-01 00:00:00 UTC")),
            ("2000-02-29T23:30:00-01:00", Some("2000-03-01 00:30:00 UTC")),
            ("2026-01-01T00:15:09+01:00", Some("2025-12-31 23:15:09 UTC")),
            ("2026-11-19T09:08:35-0800", Some("2026-11-19 17:08:35 UTC")),
            ("tomorrow", None),
        ] {
            assert_eq!(utc(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn there_and_back() {
        for text in [
            "1970-01-01T00:00:00Z",
            "1999-12-31T23:59:59Z",
            "2000-02-29T12:00:00Z",
            "2026-03-01T00:00:00Z",
            "2026-11-19T17:08:35Z",
            "2100-02-28T01:02:03Z",
        ] {
            assert_eq!(seconds(text).map(rfc3339).as_deref(), Some(text));
        }
    }

    #[test]
    fn times() {
        for (text, want) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2000-02-29T12:00:00Z", Some(951_825_600)),
            ("2026-11-19T17:08:35Z", Some(1_795_108_115)),
            ("2026-11-19T18:08:35.25+01:00", Some(1_795_108_115)),
            ("2026-11-19T09:08:35-0800", Some(1_795_108_115)),
            ("2026-11-19", None),
            ("2026-13-19T17:08:35Z", None),
            ("2026-11-19T17:08:35", None),
            ("Thu, 19 Nov 2026 17:08:35", None),
            ("", None),
        ] {
            assert_eq!(seconds(text), want, "{text}");
        }
    }
}
