//! What may stand in a command. A value of a stranger's mail goes into a command only if it keeps to a grammar in which
//! no shell finds anything to do.

use std::net::IpAddr;

use super::idna;
use super::model::Slot;

/// Whether a text is a host name in ASCII (RFC 1123 section 2.1): up to 253 characters, labels of 1 to 63 letters, digits
/// and inner hyphens, and the last one not of digits only.
pub fn is_host(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253
        && text.split('.').all(label)
        && !text
            .rsplit('.')
            .next()
            .is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a text is an IPv4 or IPv6 address, without brackets and zone.
pub fn is_ip(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}

/// Whether a text is a mail address of harmless characters: a narrow part of what RFC 5321 section 4.1.2 allows,
/// without quotes, backticks, `$`, `&` and all else that a shell reads.
pub fn is_address(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(local, domain)| {
        (1..=64).contains(&local.len())
            && local
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'+' | b'-' | b'='))
            && local.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            && !local.ends_with('.')
            && !local.contains("..")
            && is_host(domain)
    })
}

/// A domain or host name as a quoted word of a command may hold it: RFC 1123, letters outside ASCII as A-labels, no dot at
/// the end. `None` if it is no such name.
pub fn host_name(text: &str) -> Option<String> {
    let labels = text.strip_suffix('.').unwrap_or(text).split('.');
    let labels: Option<Vec<String>> = labels.map(idna::label).collect();
    Some(labels?.join(".")).filter(|name| is_host(name))
}

/// A mail address as a quoted word of a command may hold it: a Dot-string (RFC 5321 section 4.1.2) without the wildcards
/// `*` and `?`, and a domain as in [`host_name`]. The quotation mark `'` can stand in it. `None` for all else.
pub fn quoted_address(text: &str) -> Option<String> {
    let (local, domain) = text.rsplit_once('@')?;
    let atext = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'+-/=^_`{|}~".contains(&b);
    let dotted = local
        .split('.')
        .all(|atom| !atom.is_empty() && atom.bytes().all(atext));
    if !dotted || local.len() > 64 {
        return None;
    }
    Some([local, &host_name(domain)?].join("@"))
}

/// Whether the value of a slot may stand in a command.
pub fn fits(slot: Slot, text: &str) -> bool {
    match slot {
        Slot::Recipient | Slot::Sender => is_address(text),
        Slot::Domain | Slot::SenderDomain => is_host(text),
        Slot::Remote | Slot::Reporting => is_host(text) || is_ip(text),
        Slot::Status | Slot::Code => {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b' '))
        }
        Slot::RetryUntil => {
            !text.is_empty()
                && text.bytes().all(|b| {
                    b.is_ascii_digit() || matches!(b, b'-' | b':' | b'+' | b'.' | b'T' | b'Z')
                })
        }
        Slot::Subject | Slot::Service => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{fits, host_name, is_address, is_host, is_ip, quoted_address};
    use crate::explain::model::Slot;

    #[track_caller]
    fn check(grammar: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(grammar(text), "{text} is good");
        }
        for text in bad {
            assert!(!grammar(text), "{text} is bad");
        }
    }

    #[test]
    fn hosts() {
        let long = ["a".repeat(64), format!("{}.com", "a.".repeat(126))];
        check(
            is_host,
            &[
                "mail.contoso.com",
                "MAIL01",
                "xn--bcher-kva.example",
                "3com.com",
            ],
            &[
                "",
                ".",
                "a..b",
                "a.",
                "-a.com",
                "a-.com",
                "a_b.com",
                "a b.com",
                "a;b",
                "$(x).com",
                "bücher.example",
                "192.0.2.1",
                "1",
                &long[0],
                &long[1],
            ],
        );
    }

    #[test]
    fn ips() {
        check(
            is_ip,
            &["192.0.2.1", "2001:db8::1", "::1"],
            &["192.0.2.256", "[::1]", "fe80::1%eth0", "192.0.2.1:25", ""],
        );
    }

    #[test]
    fn addresses() {
        check(
            is_address,
            &["anna.k+x@contoso.com", "a_b-c=d@x.example"],
            &[
                "",
                "@contoso.com",
                "a@",
                "a b@contoso.com",
                "a'b@contoso.com",
                "\"a\"@contoso.com",
                "a`b@contoso.com",
                "a$b@contoso.com",
                "a;b@contoso.com",
                "a|b@contoso.com",
                "a&b@contoso.com",
                "a%b@contoso.com",
                "-a@contoso.com",
                ".a@contoso.com",
                "a.@contoso.com",
                "a..b@contoso.com",
                "żółw@contoso.com",
                "a@contoso.com;x",
                "a@contoso.com\nx",
                "a@[192.0.2.1]",
                "a{b}@contoso.com",
                "a\\b@contoso.com",
            ],
        );
    }

    #[test]
    fn quoted_words() {
        check(
            |text| host_name(text).is_some(),
            &[
                "mail.contoso.com.",
                "bücher.example",
                "xn--bcher-kva.example",
            ],
            &[
                "",
                "..",
                "a b.example",
                "a’b.example",
                "a\nb",
                "-ü.example-",
                "a_b.example",
            ],
        );
        check(
            |text| quoted_address(text).is_some(),
            &[
                "o'brien@contoso.com",
                "a/b=c@contoso.com",
                "a`$b@contoso.com",
                "anna@bücher.example",
            ],
            &[
                "",
                "@contoso.com",
                "a b@contoso.com",
                "*@contoso.com",
                "a’b@contoso.com",
                "a(b)@contoso.com",
                "a;b@contoso.com",
                "\"a\"@contoso.com",
                "żółw@contoso.com",
                "a@contoso.com'",
                "a\n@contoso.com",
                ".a@contoso.com",
                "a@[192.0.2.1]",
            ],
        );
        assert_eq!(
            host_name("Bücher.example.").as_deref(),
            Some("xn--bcher-kva.example")
        );
        assert_eq!(
            quoted_address("a@bücher.example").as_deref(),
            Some("a@xn--bcher-kva.example")
        );
    }

    #[test]
    fn slots() {
        check(
            |text| fits(Slot::Code, text),
            &["550 5.4.1", "550"],
            &["550-5.4.1", "", "550;x"],
        );
        check(
            |text| fits(Slot::RetryUntil, text),
            &["2026-11-21T10:00:00+01:00"],
            &["tomorrow", ""],
        );
        check(|text| fits(Slot::Subject, text), &[], &["Hello", ""]);
    }
}
