//! The values of a bounce that can stand in a text.

use super::model::Slot;
use crate::Reading;
use crate::span::Fact;

/// The longest value that is shown, in characters.
pub const LONGEST: usize = 320;

/// What is left of a mail's own words when they stand among ours: see [`one_line`], no more than [`LONGEST`] characters.
pub fn clean(text: &str) -> Option<String> {
    one_line(text, LONGEST)
}

/// A text as one line of at most `longest` characters, without control characters and without anything that turns the
/// direction of the text. Non-breaking spaces stay: the sentences of the articles need them. `None` if nothing is left.
pub fn one_line(text: &str, longest: usize) -> Option<String> {
    let mut out = String::new();
    let mut length = 0;
    for c in text.chars() {
        let c = match c {
            '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => continue,
            '\u{a0}' if !out.is_empty() => c,
            c if c.is_whitespace() => ' ',
            c if c.is_control() => continue,
            c => c,
        };
        if c == ' ' && (out.is_empty() || out.ends_with(' ')) {
            continue;
        }
        if length == longest {
            out.truncate(out.trim_end().len());
            out.push('…');
            return Some(out);
        }
        out.push(c);
        length += 1;
    }
    out.truncate(out.trim_end().len());
    (!out.is_empty()).then_some(out)
}

/// The name under which people know the mail service with that slug; `None` for software that anybody may run.
pub fn service(reporter: &str) -> Option<&'static str> {
    Some(match reporter {
        "exchange-online" => "Microsoft 365",
        "exchange-server" => "Exchange Server",
        "outlook-com" => "Outlook.com",
        "gmail" => "Gmail",
        "yahoo" => "Yahoo Mail",
        "icloud" => "iCloud Mail",
        "amazon-ses" => "Amazon SES",
        "amazon-workmail" => "Amazon WorkMail",
        "proofpoint" => "Proofpoint",
        "mimecast" => "Mimecast",
        "barracuda" => "Barracuda",
        "zoho" => "Zoho Mail",
        "gmx" => "GMX",
        "mail-ru" => "Mail.ru",
        "yandex" => "Yandex Mail",
        _ => return None,
    })
}

/// The values of one delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots(Vec<Option<String>>);

impl Slots {
    /// The values of delivery number `index`; what the mail does not state is absent.
    pub fn new(reading: &Reading, index: usize) -> Self {
        Slots(
            Slot::ALL
                .iter()
                .map(|slot| read(reading, index, *slot).and_then(|value| clean(&value)))
                .collect(),
        )
    }

    /// No values: there is no mail.
    pub const fn none() -> Self {
        Slots(vec![])
    }

    /// Values made by hand.
    #[cfg(test)]
    pub(super) fn of(values: &[(Slot, &str)]) -> Self {
        let value = |slot: &Slot| {
            values
                .iter()
                .find(|(known, _)| known == slot)
                .map(|(_, value)| (*value).to_owned())
        };
        Slots(Slot::ALL.iter().map(value).collect())
    }

    /// The value of a slot, fit to be shown.
    pub fn get(&self, slot: Slot) -> Option<&str> {
        let place = Slot::ALL.iter().position(|known| *known == slot)?;
        self.0.get(place)?.as_deref()
    }
}

fn read(reading: &Reading, index: usize, slot: Slot) -> Option<String> {
    let delivery = reading.report.deliveries.get(index)?;
    let value = |fact: &Option<Fact<String>>| fact.as_ref().map(|fact| fact.value.clone());
    let domain = |address: String| Some(address.rsplit_once('@')?.1.to_owned());
    let original = reading.report.original_of(index);
    let sender = || original.and_then(|original| value(&original.from));
    match slot {
        Slot::Recipient => value(&delivery.recipient),
        Slot::Domain => value(&delivery.recipient).and_then(domain),
        Slot::Remote => value(&delivery.remote_mta).or_else(|| value(&delivery.remote_ip)),
        Slot::Reporting => value(&delivery.reporting_mta),
        Slot::Status => value(&delivery.status),
        Slot::Code => match (value(&delivery.reply), value(&delivery.status)) {
            (Some(reply), Some(status)) => Some(format!("{reply} {status}")),
            (reply, status) => reply.or(status),
        },
        Slot::Sender => sender(),
        Slot::SenderDomain => sender().and_then(domain),
        Slot::Subject => original.and_then(|original| value(&original.subject)),
        Slot::Service => reading
            .report
            .reporter_of(index)
            .and_then(service)
            .map(str::to_owned),
        Slot::RetryUntil => value(&delivery.retry_until),
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, clean};

    #[track_caller]
    fn check(text: &str, want: Option<&str>) {
        assert_eq!(clean(text).as_deref(), want);
    }

    #[test]
    fn values_are_one_harmless_line() {
        check(" a\r\n\tb\u{3000}c ", Some("a b c"));
        check("\u{a0}to nie\u{a0}to\u{a0}", Some("to nie\u{a0}to"));
        check("a\u{202e}b\u{7}\u{2066}c", Some("abc"));
        check("\u{200b} \u{0}", None);
        check("", None);
        check(&"ż".repeat(LONGEST), Some(&"ż".repeat(LONGEST)));
        check(
            &"ż".repeat(LONGEST + 1),
            Some(&format!("{}…", "ż".repeat(LONGEST))),
        );
    }
}
