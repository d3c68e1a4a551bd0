//! Signs in a bounce that somebody does harm: a stranger in the account, copies that leave in secret, a forged sender, a
//! bounce that is none. Says nothing where there is no sign.

use super::model::{Cause, Diagnosis, Outcome};
use crate::knowledge::normalise;
use crate::report::{BounceReport, Delivery, ReportNote};
use crate::slug::slugs;

slugs! {
    /// What somebody may be doing.
    pub enum Danger {
        /// The bounce only pretends to be one.
        Lookalike = "lookalike",
        /// Somebody else sent the message under the reader's address.
        Backscatter = "backscatter",
        /// A stranger sends from an account that Microsoft 365 therefore stopped.
        Account = "account",
        /// A whole organization was stopped for what it sends.
        Tenant = "tenant",
        /// A mailbox forwards to the outside.
        Forwarding = "forwarding",
        /// One message went to many addresses that do not exist.
        Mass = "mass",
    }
}

/// What shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sign {
    /// An enhanced status code that says it.
    Code(String),
    /// Words of a server, by the key of the sentence about them.
    Words(&'static str),
    /// So many recipients.
    Recipients(usize),
    /// One of [`ReportNote::Lookalike`].
    Dress(String),
}

/// A danger and its signs; there is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What somebody may be doing.
    pub danger: Danger,
    /// What shows it.
    pub signs: Vec<Sign>,
}

/// From so many refused recipients of one message on, in at least [`MANY_DOMAINS`] domains, a mailing is suspicious.
const MANY: usize = 10;
/// See [`MANY`]: fewer are a list of colleagues who have left.
const MANY_DOMAINS: usize = 5;

/// The dangers that delivery number `index` shows, the most pressing first; mostly none.
pub fn warnings(report: &BounceReport, diagnoses: &[Diagnosis], index: usize) -> Vec<Warning> {
    let mut warnings = vec![];
    let mut warn = |danger, signs: Vec<Sign>| {
        if !signs.is_empty() {
            warnings.push(Warning { danger, signs });
        }
    };
    for note in &report.notes {
        match note {
            ReportNote::Lookalike { signs } => {
                warn(
                    Danger::Lookalike,
                    signs.iter().cloned().map(Sign::Dress).collect(),
                );
            }
            ReportNote::NotSentByYou => warn(Danger::Backscatter, vec![Sign::Words("sign-spf")]),
            _ => {}
        }
    }
    let (Some(delivery), Some(diagnosis)) = (report.deliveries.get(index), diagnoses.get(index))
    else {
        return warnings;
    };
    match diagnosis.cause {
        Cause::SenderBlocked => {
            let (account, tenant) = blocked(delivery);
            warn(Danger::Account, account);
            warn(Danger::Tenant, tenant);
        }
        Cause::ExternalForwardingBlocked => {
            warn(Danger::Forwarding, vec![Sign::Words("sign-forwarding")]);
        }
        cause if is_unknown(cause) => warn(Danger::Mass, mass(report, diagnoses, index)),
        _ => {}
    }
    warnings
}

/// What shows that an account, or a whole organization, was stopped for what it sent. Of Microsoft's numbers for a
/// blocked sender, 5.7.703 (the organization's own block list), 5.7.708 (a new organization) and 5.7.230 (an old server)
/// show nothing of the kind.
fn blocked(delivery: &Delivery) -> (Vec<Sign>, Vec<Sign>) {
    let (mut account, mut tenant) = (vec![], vec![]);
    if let Some(status) = &delivery.status {
        let mut numbers = status.value.split('.').skip(1).map(str::parse::<u16>);
        let sign = Sign::Code(status.value.clone());
        match (numbers.next(), numbers.next()) {
            (Some(Ok(1)), Some(Ok(8))) | (Some(Ok(7)), Some(Ok(501..=503))) => account.push(sign),
            (Some(Ok(7)), Some(Ok(703 | 708))) => {}
            (Some(Ok(7)), Some(Ok(700..=750))) => tenant.push(sign),
            _ => {}
        }
    }
    let mut answers = delivery.chain.iter();
    if answers.any(|answer| normalise(&answer.text.value).contains("bad outbound sender")) {
        account.push(Sign::Words("sign-outbound"));
    }
    (account, tenant)
}

const fn is_unknown(cause: Cause) -> bool {
    matches!(cause, Cause::RecipientUnknown | Cause::RecipientDisabled)
}

/// Counts the recipients of the same message whose addresses do not exist, once each.
fn mass(report: &BounceReport, diagnoses: &[Diagnosis], index: usize) -> Vec<Sign> {
    let bounce = report.bounce_of(index);
    let mut addresses: Vec<&str> = vec![];
    let mut domains: Vec<&str> = vec![];
    for (place, (delivery, diagnosis)) in report.deliveries.iter().zip(diagnoses).enumerate() {
        let refused = is_unknown(diagnosis.cause) && diagnosis.outcome == Outcome::Final;
        if let Some(recipient) = delivery.recipient.as_ref().filter(|_| refused)
            && let Some((_, domain)) = recipient.value.rsplit_once('@')
            && report.bounce_of(place) == bounce
            && !addresses.contains(&recipient.value.as_str())
        {
            addresses.push(&recipient.value);
            if domains.len() < MANY_DOMAINS && !domains.contains(&domain) {
                domains.push(domain);
            }
        }
    }
    let many = addresses.len() >= MANY && domains.len() >= MANY_DOMAINS;
    many.then_some(Sign::Recipients(addresses.len()))
        .into_iter()
        .collect()
}
