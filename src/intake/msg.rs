//! Outlook .msg files (MS-OXMSG): the failure of a report stands in the recipients' properties, not in the body.
//!
//! The container is read by cfb, compressed RTF by compressed-rtf. What is shown is what the file says, as text: the
//! header, the body, and for each recipient the fields of RFC 3464 that its properties hold.

mod properties;
mod rtf;

use super::cleaner::{Cleaner, push_plain};
use super::model::{Document, Form, Role};
use super::{Charsets, html, text};
use properties::{Bag, File};

/// How deep mails attached to mails are followed.
const MAX_DEPTH: usize = 4;

/// Whether the bytes are a compound file.
pub fn is_compound_file(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
}

/// A stretch of the text that is shown, and what it is.
struct Piece {
    role: Role,
    start: usize,
    end: usize,
}

/// Reads a .msg file; `None` if the container is broken or holds no mail.
pub fn read(bytes: &[u8], charsets: &dyn Charsets) -> Option<Document> {
    let mut file = File::open(bytes)?;
    let mut text = String::new();
    let mut pieces = Vec::new();
    message(&mut file, "", charsets, 0, &mut text, &mut pieces);
    if pieces.is_empty() {
        return None;
    }
    Some(document(text, &pieces))
}

fn document(text: String, pieces: &[Piece]) -> Document {
    let mut cleaner = Cleaner::default();
    for piece in pieces {
        let start = cleaner.clean.len();
        push_plain(&mut cleaner, &text[piece.start..piece.end], piece.start);
        cleaner.end_line(piece.end);
        cleaner.part(piece.role, 0, start);
    }
    super::finish(Form::OutlookMsg, text, cleaner, vec![])
}

/// Writes one message, the one in storage `path`, and those attached to it.
fn message(
    file: &mut File<'_>,
    path: &str,
    charsets: &dyn Charsets,
    depth: usize,
    out: &mut String,
    pieces: &mut Vec<Piece>,
) {
    let bag = file.bag(path);
    let class = bag
        .text(file, 0x001a, charsets)
        .unwrap_or_default()
        .to_ascii_uppercase();
    let report = class.starts_with("REPORT.");
    let inner = depth > 0 && pieces.iter().any(|p| p.role == Role::DeliveryStatus);
    let mut piece = |role: Role, content: &str, out: &mut String| {
        let start = out.len();
        out.push_str(content.trim_end());
        if out.len() > start {
            pieces.push(Piece {
                role,
                start,
                end: out.len(),
            });
            out.push_str("\n\n");
        }
    };
    let header = match bag.text(file, 0x007d, charsets) {
        Some(header) if !header.trim().is_empty() => text::line_ends(&header).into_owned(),
        _ => summary(file, &bag, charsets),
    };
    piece(
        if inner {
            Role::OriginalHeaders
        } else {
            Role::Headers
        },
        &header,
        out,
    );
    let body = body(file, &bag, charsets);
    piece(
        if inner {
            Role::OriginalBody
        } else {
            Role::Text
        },
        &body,
        out,
    );
    let fields = recipients(file, path, &bag, report, charsets);
    piece(Role::DeliveryStatus, &fields, out);
    if depth < MAX_DEPTH {
        for attached in file.attached_messages(path) {
            message(file, &attached, charsets, depth + 1, out, pieces);
        }
    }
}

/// Header fields out of properties, where no header was kept.
fn summary(file: &mut File<'_>, bag: &Bag, charsets: &dyn Charsets) -> String {
    let mut out = String::new();
    for (id, name) in [
        (0x0c1a, "From"),
        (0x0e04, "To"),
        (0x0037, "Subject"),
        (0x1035, "Message-ID"),
    ] {
        if let Some(value) = bag
            .text(file, id, charsets)
            .filter(|v| !v.trim().is_empty())
        {
            out.push_str(&format!(
                "{name}: {}\n",
                value.replace(['\r', '\n'], " ").trim()
            ));
        }
    }
    out
}

/// The body: plain text, else HTML, else RTF, else the report's text.
fn body(file: &mut File<'_>, bag: &Bag, charsets: &dyn Charsets) -> String {
    let plain = bag
        .text(file, 0x1000, charsets)
        .filter(|b| !b.trim().is_empty());
    let of_html = |source: &str| {
        let mut cleaner = Cleaner::default();
        html::push_text(&mut cleaner, source, 0);
        cleaner.clean
    };
    let body = plain
        .or_else(|| {
            let bytes = bag.binary(file, 0x1013)?;
            Some(of_html(
                &text::decode(&bytes, bag.charset(), charsets).unwrap_or_else(|lossy| lossy),
            ))
        })
        .or_else(|| {
            bag.text(file, 0x1013, charsets)
                .map(|source| of_html(&source))
        })
        .or_else(|| rtf::text(&bag.binary(file, 0x1009)?, charsets))
        .or_else(|| bag.text(file, 0x1001, charsets))
        .unwrap_or_default();
    text::line_ends(&body).into_owned()
}

/// The fields of RFC 3464 that the properties of the report and of its recipients state.
fn recipients(
    file: &mut File<'_>,
    path: &str,
    bag: &Bag,
    report: bool,
    charsets: &dyn Charsets,
) -> String {
    let mut out = String::new();
    let reporting = bag
        .text(file, 0x6820, charsets)
        .map(|mta| mta.trim().to_owned())
        .filter(|mta| !mta.is_empty());
    for storage in file.recipients(path) {
        let recipient = file.bag(&storage);
        let status = recipient.number(0x0c20).and_then(status_code);
        let said = recipient
            .text(file, 0x0c1b, charsets)
            .filter(|s| !s.trim().is_empty());
        let report_text = recipient
            .text(file, 0x1001, charsets)
            .filter(|s| !s.trim().is_empty());
        let failed = recipient.number(0x0c05).is_some()
            || recipient.number(0x0c04).is_some()
            || status.is_some();
        if !(report || failed) {
            continue;
        }
        let address = [0x39fe, 0x3003, 0x3001].into_iter().find_map(|id| {
            recipient
                .text(file, id, charsets)
                .filter(|a| a.contains('@'))
        });
        let Some(address) = address else { continue };
        if out.is_empty() {
            out.push_str(
                &reporting
                    .as_ref()
                    .map(|mta| format!("Reporting-MTA: dns; {mta}\n\n"))
                    .unwrap_or_default(),
            );
        }
        out.push_str(&format!("Final-Recipient: rfc822; {}\n", address.trim()));
        if failed {
            out.push_str("Action: failed\n");
        }
        if let Some(status) = status {
            out.push_str(&format!("Status: {status}\n"));
        }
        if let Some(mta) = recipient
            .text(file, 0x0c21, charsets)
            .filter(|m| !m.trim().is_empty())
        {
            out.push_str(&format!("Remote-MTA: dns; {}\n", mta.trim()));
        }
        if let Some(said) = said.or(report_text) {
            let line = said
                .lines()
                .map(str::trim)
                .filter(|l| !l.is_empty())
                .collect::<Vec<_>>()
                .join("\n  ");
            out.push_str(&format!("Diagnostic-Code: smtp; {line}\n"));
        } else if let Some(words) = recipient.number(0x0c05).and_then(diagnostic_words) {
            out.push_str(&format!("Diagnostic-Code: x-mapi; {words}\n"));
        }
        out.push('\n');
    }
    out
}

/// `PidTagNonDeliveryReportStatusCode` as an enhanced status code: its digits are class, subject and detail.
fn status_code(value: u32) -> Option<String> {
    let digits = value.to_string();
    let (class, rest) = digits.split_at_checked(1)?;
    let (subject, detail) = rest.split_at_checked(1)?;
    (matches!(class, "2" | "4" | "5") && !detail.is_empty() && detail.len() <= 3)
        .then(|| format!("{class}.{subject}.{detail}"))
}

/// What a `PidTagNonDeliveryReportDiagCode` (X.411 section 12.2.1.3.1.1) says, for the codes that mail still shows.
fn diagnostic_words(code: u32) -> Option<&'static str> {
    Some(match code {
        0 => "Recipient name not recognized",
        1 => "Recipient name ambiguous",
        2 => "Message transfer system congested",
        3 => "Loop detected",
        4 => "Recipient unavailable",
        5 => "Maximum time expired",
        7 => "Content too long",
        12 => "Expansion of distribution list prohibited",
        28 => "Mail recipient unknown",
        38 => "Mail refused",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::charsets;
    use std::io::{Cursor, Write};

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn properties(head: usize, numbers: &[(u16, u32)]) -> Vec<u8> {
        let mut out = vec![0; head];
        for (id, value) in numbers {
            out.extend(3u16.to_le_bytes());
            out.extend(id.to_le_bytes());
            out.extend(6u32.to_le_bytes());
            out.extend(value.to_le_bytes());
            out.extend([0; 4]);
        }
        out
    }

    fn file(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (path, content) in streams {
            if let Some((storage, _)) = path.rsplit_once('/') {
                file.create_storage_all(storage).unwrap();
            }
            file.create_stream(path)
                .unwrap()
                .write_all(content)
                .unwrap();
        }
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    #[test]
    fn the_failure_is_in_the_recipients_properties() {
        let bytes = file(&[
            ("__properties_version1.0", properties(32, &[])),
            ("__substg1.0_001A001F", utf16("REPORT.IPM.Note.NDR")),
            ("__substg1.0_0037001F", utf16("Undeliverable: Zażółć")),
            (
                "__substg1.0_1001001F",
                utf16("Your message did not reach some or all of the intended recipients."),
            ),
            ("__substg1.0_6820001F", utf16("mx.contoso.example")),
            (
                "__recip_version1.0_#00000000/__properties_version1.0",
                properties(8, &[(0x0c20, 511), (0x0c05, 0), (0x0c04, 1)]),
            ),
            (
                "__recip_version1.0_#00000000/__substg1.0_39FE001F",
                utf16("anna@fabrikam.example"),
            ),
            (
                "__recip_version1.0_#00000000/__substg1.0_0C1B001F",
                utf16("<mx.fabrikam.example #5.1.1 smtp;550 5.1.1 No such user>"),
            ),
        ]);
        assert!(is_compound_file(&bytes));
        let document = read(&bytes, charsets()).unwrap();
        assert_eq!(document.form, Form::OutlookMsg);
        let reports = crate::report::read(&document);
        let delivery = &reports[0].deliveries[0];
        assert_eq!(
            delivery.recipient.as_ref().unwrap().value,
            "anna@fabrikam.example"
        );
        assert_eq!(delivery.status.as_ref().unwrap().value, "5.1.1");
        assert_eq!(delivery.reply.as_ref().unwrap().value, "550");
        assert_eq!(
            delivery.reporting_mta.as_ref().unwrap().value,
            "mx.contoso.example"
        );
        assert!(document.text.contains("Undeliverable: Zażółć"));
    }

    #[test]
    fn a_broken_container_is_none() {
        let mut bytes = file(&[("__substg1.0_001A001F", utf16("IPM.Note"))]);
        bytes.truncate(600);
        assert!(read(&bytes, charsets()).is_none());
        assert_eq!(status_code(5), None);
        assert_eq!(status_code(57_133).as_deref(), Some("5.7.133"));
    }
}
