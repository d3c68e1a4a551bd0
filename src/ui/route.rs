//! Who took part in the delivery, how far the message got, and who has to act. No browser in it.

use crate::Reading;
use crate::diagnosis::{Cause, FixedBy, Outcome};
use crate::explain::slots::service;
use crate::report::Delivery;
use crate::slug::slugs;

slugs! {
    /// Somebody on the way of the message; the words are the texts `party-…`.
    pub enum Role {
        /// The sender.
        You = "you",
        /// The mail service that the sender uses.
        Service = "service",
        /// The mail system of the recipient.
        Recipient = "recipient",
    }
}

slugs! {
    /// Who has to act, as it stands under a party; the words are the texts with that slug.
    pub enum Acts {
        /// The sender can fix it.
        You = "party-acts-you",
        /// The sender's email admin.
        YourAdmin = "party-acts-your-admin",
        /// The mail service.
        Service = "party-acts",
        /// The recipient.
        Recipient = "party-acts-recipient",
        /// The recipient's email admin.
        TheirAdmin = "party-acts-their-admin",
    }
}

slugs! {
    /// What became of the message between two parties; the words are the texts with that slug.
    pub enum Leg {
        /// It got through.
        Through = "leg-through",
        /// It stopped here.
        Cut = "leg-cut",
        /// The server keeps trying here.
        Open = "leg-open",
    }
}

/// One party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Who it is.
    pub role: Role,
    /// Its name: a product or a domain; `None` where the mail does not tell.
    pub name: Option<String>,
    /// What stands below, small: the sender's address.
    pub note: Option<String>,
    /// What it has to do.
    pub acts: Option<Acts>,
}

/// The way of one message: two or three parties, and the legs between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// From the sender on.
    pub parties: Vec<Party>,
    /// One less than the parties.
    pub legs: Vec<Leg>,
    /// The text that stands below when no party has to act.
    pub idle: Option<&'static str>,
}

/// The way of delivery number `index`; `None` if there is no such delivery or the input is no delivery report.
pub fn route(reading: &Reading, index: usize) -> Option<Route> {
    let delivery = reading.report.deliveries.get(index)?;
    let diagnosis = reading.diagnoses.get(index)?;
    if matches!(
        diagnosis.cause,
        Cause::AutoReply | Cause::FeedbackReport | Cause::ReadReceipt | Cause::NotABounce
    ) {
        return None;
    }
    let local = is_local(diagnosis.cause, delivery);
    let helper = helper(diagnosis.fixed_by, local);
    let sender = reading
        .report
        .original_of(index)
        .and_then(|original| original.from.as_ref())
        .map(|from| from.value.clone());
    let party = |role, name, note| Party {
        role,
        name,
        note,
        acts: helper.filter(|(who, _)| *who == role).map(|(_, acts)| acts),
    };
    let service = (reading.report.reporter_of(index))
        .and_then(service)
        .map(str::to_owned);
    let mut parties = vec![
        party(Role::You, None, sender),
        party(Role::Service, service, None),
    ];
    if !local {
        parties.push(party(Role::Recipient, domain(delivery), None));
    }
    let mut legs = vec![Leg::Through; parties.len() - 1];
    if let Some(last) = legs.last_mut() {
        *last = match diagnosis.outcome {
            Outcome::Final | Outcome::Expired => Leg::Cut,
            Outcome::Pending => Leg::Open,
            Outcome::Fine => Leg::Through,
        };
    }
    let idle = match diagnosis.fixed_by {
        FixedBy::Wait => Some("party-acts-wait"),
        FixedBy::Nobody => Some("party-acts-nobody"),
        _ => None,
    };
    Some(Route {
        parties,
        legs,
        idle,
    })
}

/// Whether the sender's own service refused the message, so that no other side took part.
fn is_local(cause: Cause, delivery: &Delivery) -> bool {
    delivery.remote_mta.is_none()
        && matches!(
            cause,
            Cause::SendAsDenied
                | Cause::SenderBlocked
                | Cause::SendingLimit
                | Cause::AuthRequired
                | Cause::ExternalForwardingBlocked
                | Cause::Suppressed
        )
}

fn helper(fixed_by: FixedBy, local: bool) -> Option<(Role, Acts)> {
    match fixed_by {
        FixedBy::Sender => Some((Role::You, Acts::You)),
        FixedBy::SenderAdmin => Some((Role::You, Acts::YourAdmin)),
        FixedBy::Provider => Some((Role::Service, Acts::Service)),
        FixedBy::Recipient if !local => Some((Role::Recipient, Acts::Recipient)),
        FixedBy::RecipientAdmin if !local => Some((Role::Recipient, Acts::TheirAdmin)),
        _ => None,
    }
}

/// The part of the recipient's address behind the last `@`.
fn domain(delivery: &Delivery) -> Option<String> {
    let (_, domain) = delivery.recipient.as_ref()?.value.rsplit_once('@')?;
    (!domain.is_empty()).then(|| domain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::example::reading;

    fn check(cause: Cause, change: impl FnOnce(&mut Reading), want: &[&str]) {
        let mut reading = reading(&[cause]);
        change(&mut reading);
        let route = route(&reading, 0).expect("a delivery report");
        let mut got: Vec<&str> = vec![];
        for (index, party) in route.parties.iter().enumerate() {
            got.push(party.acts.map_or(party.role.slug(), Acts::slug));
            got.extend(route.legs.get(index).map(|leg| leg.slug()));
        }
        got.extend(route.idle);
        assert_eq!(got, want);
    }

    #[test]
    fn the_other_side_has_to_act() {
        check(
            Cause::ConnectionRefused,
            |r| r.diagnoses[0].fixed_by = FixedBy::RecipientAdmin,
            &[
                "you",
                "leg-through",
                "service",
                "leg-cut",
                "party-acts-their-admin",
            ],
        );
    }

    #[test]
    fn a_refusal_at_home_has_no_third_party() {
        check(
            Cause::SendAsDenied,
            |r| r.diagnoses[0].fixed_by = FixedBy::SenderAdmin,
            &["party-acts-your-admin", "leg-cut", "service"],
        );
    }

    #[test]
    fn waiting_is_nobodys_work() {
        check(
            Cause::Greylisted,
            |r| {
                r.diagnoses[0].fixed_by = FixedBy::Wait;
                r.diagnoses[0].outcome = Outcome::Pending;
            },
            &[
                "you",
                "leg-through",
                "service",
                "leg-open",
                "recipient",
                "party-acts-wait",
            ],
        );
    }

    #[test]
    fn an_absence_note_has_no_route() {
        assert_eq!(route(&reading(&[Cause::AutoReply]), 0), None);
    }
}
