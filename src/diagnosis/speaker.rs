//! Who said an answer: the same number means different things at different mail systems.

use crate::report::Delivery;

/// The mail system (a slug of [`Scope`](crate::knowledge::Scope)) that gave the innermost answer, as far as the mail shows it.
pub fn of(delivery: &Delivery, reporter: Option<&str>) -> Option<&'static str> {
    let said = delivery
        .diagnostic
        .as_ref()
        .map(|d| d.value.to_ascii_lowercase())
        .unwrap_or_default();
    let remote = delivery
        .remote_mta
        .as_ref()
        .map(|m| m.value.to_ascii_lowercase())
        .unwrap_or_default();
    let own = delivery
        .reporting_mta
        .as_ref()
        .map(|m| m.value.to_ascii_lowercase())
        .unwrap_or_default();
    for (marks, system) in MARKS {
        if marks.iter().any(|mark| said.contains(mark)) {
            // Exchange's components speak in Microsoft 365 as well.
            let online = *system == "exchange-server" && reporter == Some("exchange-online");
            return Some(if online { "exchange-online" } else { system });
        }
    }
    // Codes with a three-digit detail are Microsoft's own.
    let detail = delivery
        .status
        .as_ref()
        .and_then(|s| s.value.rsplit('.').next())
        .map_or(0, str::len);
    if detail == 3
        && reporter
            .is_none_or(|r| matches!(r, "exchange-online" | "outlook-com" | "exchange-server"))
    {
        return Some("exchange-online");
    }
    for (hosts, system) in HOSTS {
        if hosts.iter().any(|host| remote.ends_with(host)) {
            return Some(system);
        }
    }
    // An answer of the reporting server itself: nobody else is named.
    if remote.is_empty() || remote == own {
        return SYSTEMS
            .iter()
            .copied()
            .find(|system| Some(*system) == reporter);
    }
    None
}

const SYSTEMS: [&str; 12] = [
    "exchange-online",
    "exchange-server",
    "outlook-com",
    "gmail",
    "yahoo",
    "icloud",
    "postfix",
    "exim",
    "sendmail",
    "qmail",
    "mail-ru",
    "yandex",
];

/// Marks inside an answer.
const MARKS: &[(&[&str], &str)] = &[
    (
        &["gsmtp", "gcdp", "support.google.com", "mail.google.com"],
        "gmail",
    ),
    (
        &[
            ".prod.outlook.com",
            "protection.outlook.com",
            "as(2",
            "resolver.",
            "{led=",
            "tenantattribution",
            "tenantinboundattribution",
        ],
        "exchange-online",
    ),
    (
        &["mail.live.com", "postmaster.live.com", "sndshelp"],
        "outlook-com",
    ),
    (
        &["storedrv.", "queue.expired", "smtpsend."],
        "exchange-server",
    ),
    (
        &[
            "postmaster.yahooinc.com",
            "postmaster.yahoo.com",
            "help.yahoo.com",
        ],
        "yahoo",
    ),
];

/// Hosts that answer.
const HOSTS: &[(&[&str], &str)] = &[
    (&[".google.com", ".googlemail.com"], "gmail"),
    (
        &[".olc.protection.outlook.com", ".hotmail.com"],
        "outlook-com",
    ),
    (
        &[
            ".protection.outlook.com",
            ".mx.microsoft",
            ".prod.outlook.com",
        ],
        "exchange-online",
    ),
    (&[".yahoodns.net", ".yahoo.com"], "yahoo"),
    (&[".icloud.com", ".me.com", ".apple.com"], "icloud"),
    (&[".mail.ru"], "mail-ru"),
    (&[".yandex.ru", ".yandex.net"], "yandex"),
    (&[".mimecast.com"], "mimecast"),
    (&[".pphosted.com"], "proofpoint"),
    (&[".barracudanetworks.com"], "barracuda"),
    (&[".qq.com"], "tencent"),
    (&[".163.com", ".126.com", ".netease.com"], "netease"),
    (
        &[".gmx.net", ".gmx.com", ".web.de", ".kundenserver.de"],
        "gmx",
    ),
];
