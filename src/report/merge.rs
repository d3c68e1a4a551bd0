//! Several bounces in one input, as one report: the deliveries of all, and which of them belong together.

use super::MAX_DELIVERIES;
use super::model::{BounceReport, Kind, OneOfSeveral, ReportNote};

/// One report of all: facts that hold for a whole input are those of the first that states them. Of no reports: one that
/// says that there is no bounce.
pub fn merge(reports: Vec<BounceReport>) -> BounceReport {
    let several = reports.len() > 1;
    let mut reports = reports.into_iter();
    let Some(mut whole) = reports.next() else {
        return BounceReport::of(Kind::NotABounce);
    };
    let mut total = take_total(&mut whole);
    if several {
        whole.several.push(OneOfSeveral::of(&whole, 0));
    }
    for mut more in reports {
        total += take_total(&mut more);
        let room = MAX_DELIVERIES.saturating_sub(whole.deliveries.len());
        if room > 0 {
            whole
                .several
                .push(OneOfSeveral::of(&more, whole.deliveries.len()));
        }
        whole
            .deliveries
            .extend(more.deliveries.into_iter().take(room));
        whole.reporter = whole.reporter.or(more.reporter);
        whole.language = whole.language.or(more.language);
        add_notes(&mut whole.notes, more.notes);
    }
    if total > whole.deliveries.len() {
        whole.notes.push(ReportNote::ManyRecipients { total });
    }
    whole
}

/// How many recipients a report truly names; the note about it goes.
pub(super) fn take_total(report: &mut BounceReport) -> usize {
    let mut total = report.deliveries.len();
    report.notes.retain(|note| match note {
        ReportNote::ManyRecipients { total: told } => {
            total = *told;
            false
        }
        _ => true,
    });
    total
}

/// Adds what is not noted yet.
pub(super) fn add_notes(notes: &mut Vec<ReportNote>, more: Vec<ReportNote>) {
    for note in more {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::merge;
    use crate::intake::{Input, charsets};
    use crate::report::{BounceReport, Delivery, Kind, ReportNote};

    fn report(reporter: &str, deliveries: usize, notes: Vec<ReportNote>) -> BounceReport {
        BounceReport {
            reporter: Some(reporter.into()),
            deliveries: vec![Delivery::default(); deliveries],
            notes,
            ..BounceReport::of(Kind::DeliveryReport)
        }
    }

    #[test]
    fn one_report_stays_as_it_is() {
        let one = report("exim", 2, vec![ReportNote::ManyRecipients { total: 7 }]);
        assert_eq!(merge(vec![one.clone()]), one);
    }

    #[test]
    fn each_delivery_knows_its_bounce() {
        let whole = merge(vec![
            report("exim", 2, vec![ReportNote::Truncated]),
            report("qmail", 999, vec![ReportNote::Truncated]),
            report("postfix", 1, vec![]),
        ]);
        assert_eq!(whole.deliveries.len(), 1000);
        assert_eq!(
            whole.notes,
            [
                ReportNote::Truncated,
                ReportNote::ManyRecipients { total: 1002 }
            ]
        );
        assert_eq!(whole.several.len(), 2);
        for (delivery, reporter) in [(0, "exim"), (1, "exim"), (2, "qmail"), (999, "qmail")] {
            assert_eq!(whole.reporter_of(delivery), Some(reporter), "{delivery}");
        }
    }

    #[test]
    fn recipients_that_are_not_explained_are_counted() {
        let mail = |text: &str| {
            format!(
                "From a@example.com Thu Apr 29 23:34:45 2015\nReceived: a\nFrom: x\n\n{text}\n\n"
            )
        };
        let said = |n: usize| format!("<user{n}@example.com>: 550 5.1.1 no such user\n");
        let mut mails: Vec<String> = (0..1003).map(|n| mail(&said(n))).collect();
        mails.push(mail("See you tomorrow."));
        mails.push(mail(&[said(1), said(2)].concat()));
        let reading = crate::read(Input::Text(&mails.concat()), charsets());
        let report = &reading.report;
        assert_eq!(report.deliveries.len(), 1000);
        assert_eq!(reading.diagnoses.len(), 1000);
        assert_eq!(report.several.len(), 1000);
        assert_eq!(report.notes, [ReportNote::ManyRecipients { total: 1005 }]);
    }

    #[test]
    fn a_link_in_one_mail_is_no_sign_against_another() {
        let mail = |link: &str| {
            format!(
                "From a@example.com Thu Apr 29 23:34:45 2015\nReceived: a\nFrom: x\n\n\
                Your message could not be delivered: it was quarantined.\n{link}\n"
            )
        };
        let link = "https://contoso.example";
        for (links, bounces, lookalike) in [
            (["", ""], 2, false),
            ([link, ""], 1, true),
            (["", link], 1, true),
        ] {
            let text = links.map(mail).concat();
            let report = crate::read(Input::Text(&text), charsets()).report;
            assert_eq!(report.deliveries.len(), bounces, "{links:?}");
            let is_noted = |note: &ReportNote| matches!(note, ReportNote::Lookalike { .. });
            assert_eq!(report.notes.iter().any(is_noted), lookalike, "{links:?}");
        }
    }
}
