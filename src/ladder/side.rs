//! Which of the two sides the reader looks after, and what of a bounce lies there.

use super::table::{Ask, ask};
use crate::Reading;
use crate::diagnosis::{Cause, FixedBy};
use crate::knowledge::{self, Side};
use crate::slug::slugs;

slugs! {
    /// What mail system a side runs, as far as the steps care.
    pub enum System {
        /// Microsoft 365 (Exchange Online).
        Microsoft365 = "microsoft-365",
        /// Exchange Server in the organization's own rooms.
        ExchangeServer = "exchange-server",
        /// Anything else, or not known.
        Other = "other",
    }
}

/// The side of delivery number `index` to which the organization with these domains belongs; subdomains are its own as well.
/// `None` if it is neither or both, or if nothing is set.
pub fn of_domains(reading: &Reading, index: usize, own_domains: &[String]) -> Option<Side> {
    let is_own = |address: Option<&String>| {
        let domain = address.and_then(|address| Some(address.rsplit_once('@')?.1));
        domain.is_some_and(|domain| {
            own_domains.iter().any(|own| {
                let start = domain.len().checked_sub(own.len());
                let tail = start.and_then(|start| domain.get(start..));
                let apart = start.is_some_and(|start| {
                    start == 0 || domain.as_bytes().get(start - 1) == Some(&b'.')
                });
                !own.is_empty() && apart && tail.is_some_and(|tail| tail.eq_ignore_ascii_case(own))
            })
        })
    };
    let from = reading
        .report
        .original_of(index)
        .and_then(|original| original.from.as_ref());
    let to = reading
        .report
        .deliveries
        .get(index)
        .and_then(|delivery| delivery.recipient.as_ref());
    match (
        is_own(from.map(|fact| &fact.value)),
        is_own(to.map(|fact| &fact.value)),
    ) {
        (true, false) => Some(Side::Sender),
        (false, true) => Some(Side::Recipient),
        _ => None,
    }
}

/// The side on which an admin cause of delivery number `index` lies: where its article puts it, else where the one who can
/// mend the bounce is. `None` where waiting is all, or nobody has to act.
pub fn of_cause(reading: &Reading, index: usize, cause: &str) -> Option<Side> {
    let diagnosis = reading.diagnoses.get(index)?;
    if let Some(article) = knowledge::article(&diagnosis.article) {
        if article.sender_causes.contains(&cause) {
            return Some(Side::Sender);
        }
        if article.recipient_causes.contains(&cause) {
            return Some(Side::Recipient);
        }
    }
    match diagnosis.fixed_by {
        FixedBy::Sender | FixedBy::SenderAdmin => Some(Side::Sender),
        FixedBy::Recipient | FixedBy::RecipientAdmin => Some(Side::Recipient),
        FixedBy::Provider | FixedBy::Wait | FixedBy::Nobody => None,
    }
}

/// What somebody on this side asks of the other one about delivery number `index`; `None` if the other side cannot help.
pub fn question(reading: &Reading, index: usize, side: Side) -> Option<Ask> {
    ask(reading.diagnoses.get(index)?.cause, side)
}

/// The ends of the names of Microsoft 365's servers for organizations.
const MICROSOFT_365: [&str; 3] = [
    ".protection.outlook.com",
    ".mx.microsoft",
    ".prod.outlook.com",
];

/// The end of the names of its servers for private people, who have no admin.
const OUTLOOK_COM: &str = ".olc.protection.outlook.com";

/// Causes that Microsoft 365 itself tells of its own senders: they hold without a reporter too.
const OWN_SENDERS: [Cause; 5] = [
    Cause::SenderBlocked,
    Cause::SendingLimit,
    Cause::ExternalForwardingBlocked,
    Cause::SendAsDenied,
    Cause::AuthRequired,
];

/// Causes that lie between the two systems: the reporting one is not the recipient's.
const BETWEEN: [Cause; 8] = [
    Cause::ConnectionTimeout,
    Cause::ConnectionRefused,
    Cause::ConnectionDropped,
    Cause::DnsFailure,
    Cause::DomainUnknown,
    Cause::DomainRefusesMail,
    Cause::TlsFailure,
    Cause::CertificateInvalid,
];

/// What runs on a side of delivery number `index`, as far as the bounce itself shows it.
pub fn system(reading: &Reading, index: usize, side: Side) -> System {
    let (Some(delivery), Some(diagnosis)) = (
        reading.report.deliveries.get(index),
        reading.diagnoses.get(index),
    ) else {
        return System::Other;
    };
    let lower = |fact: Option<&String>| {
        fact.map(|host| host.to_ascii_lowercase())
            .unwrap_or_default()
    };
    let own = lower(delivery.reporting_mta.as_ref().map(|fact| &fact.value));
    let remote = lower(delivery.remote_mta.as_ref().map(|fact| &fact.value));
    let elsewhere = !remote.is_empty() && remote != own;
    // Components of Exchange that speak under their names.
    let said = delivery.diagnostic.as_ref().map_or("", |fact| &fact.value);
    let exchange = ["RESOLVER.", "STOREDRV.", "QUEUE."]
        .iter()
        .any(|mark| said.contains(mark));
    if side == Side::Recipient && elsewhere {
        return match exchange {
            _ if is_microsoft(&remote) => System::Microsoft365,
            true => System::ExchangeServer,
            false => System::Other,
        };
    }
    if side == Side::Recipient && BETWEEN.contains(&diagnosis.cause) {
        return System::Other;
    }
    match reading.report.reporter_of(index) {
        Some("exchange-online") => System::Microsoft365,
        Some("exchange-server") => System::ExchangeServer,
        _ if is_microsoft(&own) => System::Microsoft365,
        _ if exchange && !elsewhere && !own.is_empty() => System::ExchangeServer,
        None => {
            let article = knowledge::article(&diagnosis.article);
            let online = article.is_some_and(|article| {
                article.scope == knowledge::Scope::ExchangeOnline
                    && (article.connector || OWN_SENDERS.contains(&diagnosis.cause))
            });
            if online && side == Side::Sender {
                System::Microsoft365
            } else {
                System::Other
            }
        }
        Some(_) => System::Other,
    }
}

fn is_microsoft(host: &str) -> bool {
    !host.ends_with(OUTLOOK_COM) && MICROSOFT_365.iter().any(|end| host.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::{System, of_cause, of_domains, system};
    use crate::intake::{Input, charsets};
    use crate::knowledge::Side;
    use crate::{Reading, read};

    fn reading(text: &str) -> Reading {
        read(Input::Text(text), charsets())
    }

    const REFUSED: &str = include_str!("../ui/samples/refused.txt");
    const FULL: &str = include_str!("../ui/samples/full.txt");

    #[test]
    fn own_domains() {
        let reading = reading(REFUSED);
        for (own, want) in [
            (&[][..], None),
            (&["contoso.example"], Some(Side::Sender)),
            (&["Fabrikam.example"], Some(Side::Recipient)),
            (&["example"], None),
            (&["rikam.example", ""], None),
            (&["fabrikam.example", "contoso.example"], None),
        ] {
            let own: Vec<String> = own.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(of_domains(&reading, 0, &own), want, "{own:?}");
        }
    }

    #[test]
    fn causes_lie_on_a_side() {
        let reading = reading("450 4.4.316 Connection refused [Message=Socket error code 10061]");
        assert_eq!(reading.diagnoses[0].article, "4.4.316-connection-refused");
        assert_eq!(of_cause(&reading, 0, "firewall"), Some(Side::Recipient));
        assert_eq!(of_cause(&reading, 0, "migrated"), Some(Side::Sender));
        assert_eq!(of_cause(&reading, 9, "migrated"), None);
    }

    #[test]
    fn systems() {
        for (text, sender, recipient) in [
            (REFUSED, System::Microsoft365, System::Other),
            (FULL, System::Other, System::Other),
            (
                "450 4.4.316 Connection refused [Message=Socket error code 10061]",
                System::Microsoft365,
                System::Other,
            ),
            (
                "550 5.1.1 <a@fabrikam.example>: user unknown",
                System::Other,
                System::Other,
            ),
        ] {
            let reading = reading(text);
            assert_eq!(system(&reading, 0, Side::Sender), sender, "{text}");
            assert_eq!(system(&reading, 0, Side::Recipient), recipient, "{text}");
        }
    }
}
