//! HTML to text, keeping offsets: tags out, block ends as line ends, entities as characters.

use super::cleaner::{Cleaner, push_plain};

/// Whether `text` is HTML rather than text with a tag or an address in angle brackets.
pub fn is_html(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(4096)];
    let lower = head.to_ascii_lowercase();
    let lower = lower.trim_start();
    lower.starts_with("<!doctype html")
        || lower.starts_with("<html")
        || (lower.starts_with('<')
            && ["<div", "<p>", "<p ", "<br", "<table", "<span", "<body"]
                .iter()
                .any(|t| lower.contains(t)))
        || ["</p>", "</div>", "</td>", "</html>"]
            .iter()
            .any(|t| lower.contains(t))
}

/// Appends the text of `html` (at byte `at` of the text) to the clean text.
pub fn push_text(cleaner: &mut Cleaner, html: &str, at: usize) {
    let bytes = html.as_bytes();
    let mut i = 0;
    let mut pre = 0usize;
    while i < bytes.len() {
        match bytes[i] {
            b'<' => match tag(&html[i..]) {
                Some((name, closing, len)) => {
                    if name == "pre" {
                        pre = if closing {
                            pre.saturating_sub(1)
                        } else {
                            pre + 1
                        };
                    }
                    if !closing && matches!(name.as_str(), "script" | "style" | "head" | "title") {
                        let end = format!("</{name}");
                        let rest = html[i + len..].to_ascii_lowercase();
                        i += len + rest.find(&end).unwrap_or(rest.len());
                        continue;
                    }
                    if breaks_line(&name) {
                        cleaner.end_line(at + i);
                        if name == "p" && closing && !cleaner.clean.ends_with("\n\n") {
                            cleaner.instead("\n", at + i, 0);
                        }
                    } else if matches!(name.as_str(), "td" | "th") && closing {
                        cleaner.instead(" ", at + i, 0);
                    }
                    i += len;
                }
                None => {
                    cleaner.same("<", at + i);
                    i += 1;
                }
            },
            b'&' => match entity(&html[i..]) {
                Some((text, len)) => {
                    if !text.is_empty() {
                        cleaner.instead(text, at + i, len);
                    }
                    i += len;
                }
                None => {
                    cleaner.same("&", at + i);
                    i += 1;
                }
            },
            b'\n' | b'\r' | b'\t' if pre == 0 => {
                if !cleaner.clean.ends_with([' ', '\n']) {
                    cleaner.instead(" ", at + i, 1);
                }
                i += 1;
            }
            _ => {
                let stop = |b: u8| {
                    matches!(b, b'<' | b'&') || (pre == 0 && matches!(b, b'\n' | b'\r' | b'\t'))
                };
                let end = bytes[i..]
                    .iter()
                    .position(|b| stop(*b))
                    .map_or(bytes.len(), |n| i + n);
                push_plain(cleaner, &html[i..end], at + i);
                i = end;
            }
        }
    }
}

fn breaks_line(name: &str) -> bool {
    matches!(
        name,
        "br" | "p"
            | "div"
            | "tr"
            | "table"
            | "li"
            | "ul"
            | "ol"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "pre"
            | "blockquote"
            | "body"
            | "section"
            | "center"
    )
}

/// Name (lower case), whether it closes, and length of the tag that `html` begins with; `None` if it is none.
fn tag(html: &str) -> Option<(String, bool, usize)> {
    let body = html.strip_prefix('<')?;
    if body.starts_with("!--") {
        return Some((
            String::new(),
            false,
            html.find("-->").map_or(html.len(), |n| n + 3),
        ));
    }
    let (closing, body) = match body.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, body.strip_prefix(['!', '?']).unwrap_or(body)),
    };
    let name_len = body.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let after = body.as_bytes().get(name_len)?;
    // `<user@example.com>` and `<mail.example.com[192.0.2.1]>` are no tags.
    if name_len == 0
        || !body.as_bytes()[0].is_ascii_alphabetic()
        || !(matches!(after, b'>' | b'/' | b':') || after.is_ascii_whitespace())
    {
        return None;
    }
    let len = html.find('>').map_or(html.len(), |n| n + 1);
    Some((body[..name_len].to_ascii_lowercase(), closing, len))
}

/// The text and the length of the entity that `html` begins with; `None` if it is none that we know.
fn entity(html: &str) -> Option<(&'static str, usize)> {
    let end = html.as_bytes().iter().take(10).position(|b| *b == b';')?;
    let text = match &html[1..end] {
        "amp" => "&",
        "lt" | "#60" | "#x3c" | "#x3C" => "<",
        "gt" | "#62" | "#x3e" | "#x3E" => ">",
        "quot" | "#34" | "ldquo" | "rdquo" => "\"",
        "apos" | "#39" | "#x27" | "lsquo" | "rsquo" => "'",
        "nbsp" | "#160" | "#xa0" | "#xA0" | "ensp" | "emsp" | "thinsp" => " ",
        "#64" | "#x40" | "commat" => "@",
        "#46" | "#x2e" | "#x2E" | "period" => ".",
        "#58" => ":",
        "#45" => "-",
        "shy" | "zwnj" | "zwj" => "",
        "ndash" => "\u{2013}",
        "mdash" => "\u{2014}",
        _ => return None,
    };
    Some((text, end + 1))
}

#[cfg(test)]
mod tests {
    use super::{Cleaner, is_html, push_text};

    #[track_caller]
    fn check(html: &str, want: &str) {
        let mut cleaner = Cleaner::default();
        push_text(&mut cleaner, html, 0);
        assert_eq!(cleaner.clean, want);
    }

    #[test]
    fn tags_entities_and_addresses() {
        check("<p>a &lt;b&gt;<br>c&nbsp;d</p>e", "a <b>\nc d\n\ne");
        check(
            "<html><head><title>x</title></head><body>to <user@example.com>: no</body>",
            "to <user@example.com>: no\n",
        );
        check(
            "<style>p{}</style><table><tr><td>A</td><td>B</td></tr></table>",
            "A B \n",
        );
        check("<pre>x\n y</pre>", "x\n y\n");
        check("a < b & c &unknown;", "a < b & c &unknown;");
        check(
            "<a href=\"mailto:u@example.com\">u@example.com</a>",
            "u@example.com",
        );
    }

    #[test]
    fn what_is_html() {
        assert!(is_html("<html><body>x"));
        assert!(is_html("text\n<p>Delivery has failed</p>"));
        assert!(!is_html("<user@example.com>: host said: 550"));
        assert!(!is_html("plain"));
    }
}
