//! Which mail system wrote the report, by the marks that it leaves.

use super::phrases::Phrases;
use std::sync::LazyLock;

/// A mark and the system that leaves it; the first that is found names the reporter.
struct Mark {
    text: &'static str,
    reporter: &'static str,
}

const fn mark(text: &'static str, reporter: &'static str) -> Mark {
    Mark { text, reporter }
}

/// Marks in the host that wrote the report, lower case.
const HOSTS: [Mark; 20] = [
    mark(".olc.protection.outlook.com", "outlook-com"),
    mark(".prod.outlook.com", "exchange-online"),
    mark(".protection.outlook.com", "exchange-online"),
    mark(".google.com", "gmail"),
    mark("googlemail.com", "gmail"),
    mark(".yahoo.", "yahoo"),
    mark(".yahoodns.net", "yahoo"),
    mark("amazonses.com", "amazon-ses"),
    mark("mimecast.com", "mimecast"),
    mark("pphosted.com", "proofpoint"),
    mark("messagelabs.com", "messagelabs"),
    mark("barracudanetworks.com", "barracuda"),
    mark(".icloud.com", "icloud"),
    mark("mail.ru", "mail-ru"),
    mark(".yandex.", "yandex"),
    mark("zoho.com", "zoho"),
    mark(".gmx.", "gmx"),
    mark(".kundenserver.de", "gmx"),
    mark("secureserver.net", "godaddy"),
    mark("qq.com", "tencent"),
];

/// Marks in the report's header and text, lower case.
const TEXTS: [Mark; 46] = [
    mark("x-ms-exchange-message-is-ndr", "exchange-online"),
    mark(".prod.outlook.com", "exchange-online"),
    mark("more info for email admins", "exchange-online"),
    mark("this is the mail system at host", "postfix"),
    mark("x-postfix-queue-id", "postfix"),
    mark("(postfix)", "postfix"),
    mark("this is the postfix program", "postfix"),
    mark(" postfix/", "postfix"),
    mark(
        "i'm sorry to have to inform you that your message could not",
        "postfix",
    ),
    mark(
        "this message was created automatically by mail delivery software",
        "exim",
    ),
    mark("x-failed-recipients", "exim"),
    mark("this is the qmail-send program", "qmail"),
    mark("giving up on ", "qmail"),
    mark("this is the dragonfly mail agent", "dragonfly"),
    mark("opensmtpd", "opensmtpd"),
    mark(" smtpd[", "opensmtpd"),
    mark("courier mail server", "courier"),
    mark("technical details of permanent failure", "gmail"),
    mark("the response from the remote server was", "gmail"),
    mark(
        "delivery to the following recipient failed permanently",
        "gmail",
    ),
    mark("googlemail.com", "gmail"),
    mark("** address not found **", "gmail"),
    mark("** message blocked **", "gmail"),
    mark("- gsmtp", "gmail"),
    mark("amazonses.com", "amazon-ses"),
    mark("amazon workmail", "amazon-workmail"),
    mark("transcript of session follows", "sendmail"),
    mark("the following addresses had permanent", "sendmail"),
    mark("x-notes", "domino"),
    mark("domino", "domino"),
    mark(
        "sorry, we were unable to deliver your message to the following address",
        "yahoo",
    ),
    mark("x-mailer: zoho", "zoho"),
    mark("zoho", "zoho"),
    mark("mail.ru", "mail-ru"),
    mark("x-gmx-", "gmx"),
    mark("apache james", "james"),
    mark("mailmarshal", "mailmarshal"),
    mark("mimecast", "mimecast"),
    mark("proofpoint", "proofpoint"),
    mark("barracuda", "barracuda"),
    mark("mdaemon", "mdaemon"),
    mark("zimbra", "zimbra"),
    mark("microsoft exchange server", "exchange-server"),
    mark("generating server", "exchange-server"),
    mark("remote server returned '", "exchange-server"),
    mark("with microsoft smtp server", "exchange-server"),
];

/// Marks of Exchange's own components, kept apart since every Exchange writes them.
const EXCHANGE: [&str; 9] = [
    "resolver.",
    "storedrv",
    "queue.expired",
    "smtpsend.",
    "routing.",
    "transport.rules",
    "msexch:",
    "{led=",
    "delivery has failed to these recipients",
];

/// The system that wrote the report: by the host that wrote it, else by marks in its header and text.
pub fn find(reporting_mta: Option<&str>, head: &str) -> Option<String> {
    if let Some(host) = reporting_mta.map(str::to_ascii_lowercase)
        && let Some(mark) = HOSTS
            .iter()
            .find(|m| host.ends_with(m.text) || (m.text.ends_with('.') && host.contains(m.text)))
    {
        return Some(mark.reporter.to_owned());
    }
    static MARKS: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::new(TEXTS.iter().map(|m| m.text).chain(EXCHANGE)));
    let head = &head[..head.floor_char_boundary(MAX_HEAD)];
    let (number, _) = MARKS.first(head)?;
    let reporter = TEXTS.get(number).map_or("exchange-server", |m| m.reporter);
    Some(reporter.to_owned())
}

/// How much of a report is searched for marks, in bytes: they stand in its header and at its beginning.
const MAX_HEAD: usize = 8 * 1024;

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn hosts_and_marks() {
        for (host, text, want) in [
            (
                Some("SA1PR18MB4661.namprd18.prod.outlook.com"),
                "",
                Some("exchange-online"),
            ),
            (
                Some("mx.example.com"),
                "This is the mail system at host mx.example.com.",
                Some("postfix"),
            ),
            (
                None,
                "550 5.1.1 RESOLVER.ADR.RecipNotFound; not found",
                Some("exchange-server"),
            ),
            (None, "550 no", None),
        ] {
            assert_eq!(find(host, text).as_deref(), want, "{host:?} {text}");
        }
    }
}
