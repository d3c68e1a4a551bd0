//! The values of a bounce that stand in commands: each only if it keeps to the grammar of its kind.

use std::net::IpAddr;

use super::window::Window;
use crate::Reading;
use crate::diagnosis::Outcome;
use crate::explain::grammar::{host_name, quoted_address};
use crate::report::Delivery;
use crate::slug::slugs;

slugs! {
    /// A place in a command that is not filled.
    pub enum Why {
        /// The bounce does not state the value.
        Missing = "missing",
        /// The bounce states something that no such value can be; in a command it could do harm.
        Unsafe = "unsafe",
        /// A value that only the reader knows.
        Yours = "yours",
        /// A host that the look-up of the MX record names.
        Mx = "mx",
    }
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// This, to be quoted.
    Known(String),
    /// Nothing: the placeholder stays.
    Open(Why),
}

/// The most of a text that is searched for a signature or an address, in bytes.
const MAX_SEARCHED: usize = 1 << 20;

/// The values of one delivery.
pub struct Values<'r> {
    reading: &'r Reading,
    index: usize,
    delivery: &'r Delivery,
    /// When to look.
    pub window: Window,
}

impl<'r> Values<'r> {
    /// The values of delivery number `index`; `None` if there is no such delivery. `now` is in seconds since 1970-01-01.
    pub fn new(reading: &'r Reading, index: usize, now: Option<i64>) -> Option<Self> {
        let delivery = reading.report.deliveries.get(index)?;
        let window = Window::new(delivery, reading.report.original_of(index), now);
        Some(Values {
            reading,
            index,
            delivery,
            window,
        })
    }

    /// The value with the name that stands between `<` and `>` in a command; `None` for a name that nothing has.
    pub fn get(&self, name: &str) -> Option<Value> {
        let recipient = || {
            self.delivery
                .recipient
                .as_ref()
                .map(|fact| fact.value.as_str())
        };
        let original = self.reading.report.original_of(self.index);
        let sender = || {
            original
                .and_then(|original| original.from.as_ref())
                .map(|fact| fact.value.as_str())
        };
        Some(match name {
            "recipient" => checked(recipient(), quoted_address),
            "sender" => checked(sender(), quoted_address),
            "domain" => checked(recipient().and_then(domain), host_name),
            "sender-domain" => checked(sender().and_then(domain), host_name),
            "mail-server" => self.server(false),
            "mail-server-name" => self.server(true),
            "sending-ip" => self.sending_ip(),
            "selector" => signature(&self.reading.document.text, sender().and_then(domain))
                .map_or(Value::Open(Why::Yours), Value::Known),
            "connector-name" | "mail-log" | "your-address" => Value::Open(Why::Yours),
            _ => return None,
        })
    }

    /// Whether it is over.
    pub fn outcome(&self) -> Option<Outcome> {
        Some(self.reading.diagnoses.get(self.index)?.outcome)
    }

    /// The mail system that wrote the report.
    pub fn reporter(&self) -> Option<&str> {
        self.reading.report.reporter_of(self.index)
    }

    /// The server that answered or should have: its name, else its address.
    fn server(&self, by_name: bool) -> Value {
        let name = self
            .delivery
            .remote_mta
            .as_ref()
            .map(|fact| fact.value.as_str());
        let address = self
            .delivery
            .remote_ip
            .as_ref()
            .map(|fact| fact.value.as_str());
        let host = name.and_then(|name| host_name(name).filter(|name| name.contains('.')));
        match (host, address.or(name).and_then(ip)) {
            (Some(host), _) => Value::Known(host),
            (None, Some(address)) if !by_name => Value::Known(address),
            _ => Value::Open(if name.or(address).is_none() || by_name {
                Why::Mx
            } else {
                Why::Unsafe
            }),
        }
    }

    /// The address of the sending server, where an answer names one that is not the answering server's.
    fn sending_ip(&self) -> Value {
        let said = self
            .delivery
            .diagnostic
            .as_ref()
            .map_or("", |fact| &fact.value);
        let remote = self
            .delivery
            .remote_ip
            .as_ref()
            .and_then(|fact| ip(&fact.value));
        let word = |c: char| !(c.is_ascii_hexdigit() || c == '.' || c == ':');
        let mut words = said
            .get(..said.floor_char_boundary(MAX_SEARCHED))
            .unwrap_or_default()
            .split(word);
        let found = words.find_map(|word| {
            let found = ip(word.trim_matches(['.', ':']))?;
            (word.len() > 6 && remote.as_ref() != Some(&found)).then_some(found)
        });
        found.map_or(Value::Open(Why::Missing), Value::Known)
    }
}

fn checked(value: Option<&str>, grammar: fn(&str) -> Option<String>) -> Value {
    match value.map(grammar) {
        None => Value::Open(Why::Missing),
        Some(None) => Value::Open(Why::Unsafe),
        Some(Some(value)) => Value::Known(value),
    }
}

fn domain(address: &str) -> Option<&str> {
    Some(address.rsplit_once('@')?.1)
}

fn ip(text: &str) -> Option<String> {
    Some(text.parse::<IpAddr>().ok()?.to_string())
}

/// The selector of the DKIM signature (RFC 6376 section 3.5) that a returned message bears for its sender's domain.
fn signature(text: &str, domain: Option<&str>) -> Option<String> {
    const FIELD: &str = "DKIM-Signature:";
    let domain = domain?;
    let text = text.get(..text.floor_char_boundary(MAX_SEARCHED))?;
    text.split(FIELD).skip(1).find_map(|field| {
        let field = field.get(..field.floor_char_boundary(1000))?;
        let tag = |name: &str| {
            field.split(';').find_map(|tag| {
                let (key, value) = tag.split_once('=')?;
                (key.trim() == name).then_some(value.trim())
            })
        };
        let own = tag("d").is_some_and(|signed| signed.eq_ignore_ascii_case(domain));
        host_name(tag("s").filter(|_| own)?)
    })
}

#[cfg(test)]
mod tests {
    use super::{Value, Values, Why, signature};
    use crate::intake::{Input, charsets};
    use crate::read;

    const POSTFIX: &str = "Reporting-MTA: dns; mail.contoso.example\n\nFinal-Recipient: rfc822; RECIPIENT\nAction: failed\nStatus: 5.7.1\n\
        Remote-MTA: dns; mx.fabrikam.example\nDiagnostic-Code: smtp; 550 5.7.1 Client host [198.51.100.7] blocked\n";

    #[track_caller]
    fn check(recipient: &str, name: &str, want: &Value) {
        let reading = read(
            Input::Text(&POSTFIX.replace("RECIPIENT", recipient)),
            charsets(),
        );
        let values = Values::new(&reading, 0, None).expect("a delivery");
        assert_eq!(
            values.get(name).as_ref(),
            Some(want),
            "{name} of {recipient}"
        );
    }

    #[test]
    fn values() {
        let known = |text: &str| Value::Known(text.into());
        check(
            "o'brien@fabrikam.example",
            "recipient",
            &known("o'brien@fabrikam.example"),
        );
        check(
            "anna@fabrikam.example",
            "domain",
            &known("fabrikam.example"),
        );
        check(
            "anna@fabrikam.example",
            "mail-server",
            &known("mx.fabrikam.example"),
        );
        check(
            "anna@fabrikam.example",
            "sending-ip",
            &known("198.51.100.7"),
        );
        check(
            "anna@fabrikam.example",
            "sender",
            &Value::Open(Why::Missing),
        );
        check(
            "anna@fabrikam.example",
            "mail-log",
            &Value::Open(Why::Yours),
        );
        let reading = read(Input::Text("550 5.1.1 user unknown"), charsets());
        let values = Values::new(&reading, 0, None).expect("a delivery");
        assert_eq!(values.get("mail-server"), Some(Value::Open(Why::Mx)));
        assert_eq!(values.get("nothing"), None);
        assert!(Values::new(&reading, 1, None).is_none());
    }

    #[test]
    fn selectors() {
        let signed =
            |tags: &str| format!("Subject: x\nDKIM-Signature: {tags}\nFrom: a@contoso.example\n");
        for (tags, want) in [
            (
                "v=1; a=rsa-sha256; d=contoso.example;\n\ts=selector1;\n\tbh=x",
                Some("selector1"),
            ),
            ("v=1; d=other.example; s=selector1", None),
            ("v=1; d=contoso.example; s=a'b", None),
            ("v=1; d=contoso.example; s=$(x)", None),
            ("", None),
        ] {
            assert_eq!(
                signature(&signed(tags), Some("contoso.example")).as_deref(),
                want,
                "{tags}"
            );
        }
    }
}
