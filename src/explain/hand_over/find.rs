//! Finds what has the form of an address, a host name or an IP address, and names beside addresses. Linear in the text.

use std::net::Ipv6Addr;
use std::ops::Range;

use super::redact::Kind;
use crate::explain::is_chinese;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// Words of Exchange that look like the beginning of a host name: `RESOLVER.ADR.ExRecipNotFound`.
const NO_HOSTS: [&str; 9] = [
    "RESOLVER",
    "STOREDRV",
    "QUEUE",
    "SMTPSEND",
    "ROUTING",
    "TRANSPORT",
    "CAT",
    "APPROVAL",
    "SMTP",
];

/// The longest label at the end of a host name that is taken for one, in characters.
const LONGEST_TOP: usize = 24;

/// How much of a mail is searched for names, in bytes: they stand in its head and in the report.
const SEARCHED: usize = 256 * 1024;

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// So many names are looked for in the text that is handed over.
const MOST_NAMES: usize = 300;

/// Addresses, IP addresses and host names, in no order; one may lie in another.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = vec![];
    let word = |range, kind| Word { range, kind };
    found.extend(addresses(text).map(|range| word(range, Kind::Address)));
    found.extend(directory_names(text).map(|range| word(range, Kind::Address)));
    let mut rest = 0;
    for token in text.split_inclusive(|c| !is_part(c)) {
        let start = rest;
        rest += token.len();
        let end = start + token.trim_end_matches(|c| !is_part(c)).len();
        let token = &text[start..end];
        if token.is_empty() {
            continue;
        }
        if is_ipv6(token) {
            let bare = token.trim_end_matches([':', '.']);
            found.push(word(start..start + bare.len(), Kind::Ip));
            continue;
        }
        found.extend(ipv4(token).map(|ip| word(start + ip.start..start + ip.end, Kind::Ip)));
        let mut at = start;
        for part in token.split(':') {
            let part_start = at;
            at += part.len() + 1;
            let bare = part.trim_start_matches(['.', '-', '_']);
            let from = part_start + part.len() - bare.len();
            let bare = bare.trim_end_matches(['.', '-', '_']);
            if is_host(bare) {
                found.push(word(from..from + bare.len(), Kind::Host));
            } else if is_ipv6(bare) {
                found.push(word(from..from + bare.len(), Kind::Ip));
            }
        }
        // `IPv6:2001:db8::1`
        if let Some((_, address)) = token.split_once(':')
            && is_ipv6(address)
        {
            found.push(word(end - address.len()..end, Kind::Ip));
        }
    }
    found
}

/// Where `word` stands with no letter or digit on either side (Chinese has no such sides).
pub fn whole<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let open = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() || is_unspaced(c));
    text.match_indices(word).filter_map(move |(start, word)| {
        let end = start + word.len();
        let fits = open(text[..start].chars().next_back()) && open(text[end..].chars().next());
        fits.then_some(start..end)
    })
}

/// Whether a character belongs to a script without spaces between words.
const fn is_unspaced(c: char) -> bool {
    is_chinese(c)
        || matches!(c, '\u{e00}'..='\u{edf}' | '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Whether a character can be in a host name or an IP address.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '-' | '.' | '_' | ':')
        || (!c.is_ascii() && c.is_alphanumeric() && !is_unspaced(c))
}

/// Whether a word looks like the name of a public host: labels with dots between, and a last one of letters.
fn is_host(word: &str) -> bool {
    let Some((head, top)) = word.rsplit_once('.') else {
        return false;
    };
    let is_top = (2..=LONGEST_TOP).contains(&top.chars().count())
        && (top.chars().all(char::is_alphabetic) || top.starts_with("xn--"));
    let first = head.split('.').next().unwrap_or_default();
    is_top && !word.contains("..") && !NO_HOSTS.contains(&first)
}

fn is_ipv6(word: &str) -> bool {
    let word = word.trim_end_matches([':', '.']);
    word.bytes().filter(|b| *b == b':').count() >= 2 && word.parse::<Ipv6Addr>().is_ok()
}

/// IPv4 addresses: four numbers up to 255, with no further number before or behind.
fn ipv4(token: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    token
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter_map(move |run| {
            let start = at;
            // Whatever separates the runs may be longer than a byte.
            let end = start + run.len();
            at = end + token[end..].chars().next().map_or(0, char::len_utf8);
            let bare = run.trim_start_matches('.');
            let start = end - bare.len();
            let bare = bare.trim_end_matches('.');
            let numbers = bare.split('.');
            let fits = numbers.clone().count() == 4
                && numbers
                    .clone()
                    .all(|n| n.len() <= 3 && n.parse::<u8>().is_ok());
            fits.then_some(start..start + bare.len())
        })
}

/// Mail addresses, also with `%40` for the `@`, with other letters than English ones, and without a dot in the domain.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let at = text.match_indices('@').chain(text.match_indices("%40"));
    at.filter_map(move |(at, sign)| {
        let before = &text[..at];
        let start = match before.strip_suffix('"') {
            Some(quoted) => quoted.rfind('"')?,
            None => back(before),
        };
        let behind = at + sign.len();
        let rest = &text[behind..];
        let length = match rest.strip_prefix('[') {
            Some(literal) => literal.bytes().take(64).position(|b| b == b']')? + 2,
            None => domain(rest),
        };
        (start < at && length > 0).then_some(start..behind + length)
    })
}

/// Where the local part begins that a text ends in.
fn back(text: &str) -> usize {
    let is_local = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let mut ascii = true;
    let mut start = text.len();
    for (place, c) in text.char_indices().rev() {
        let other = !c.is_ascii() && c.is_alphanumeric();
        // In scripts without spaces nothing tells where a word ends: only what begins at the `@` itself is taken.
        if !(is_local(c) || other && (!is_unspaced(c) || !ascii || start == text.len())) {
            break;
        }
        ascii &= c.is_ascii() || !is_unspaced(c);
        start = place;
    }
    start
}

/// How long the domain is that a text begins with.
fn domain(text: &str) -> usize {
    let mut ascii = true;
    let mut length = 0;
    for (place, c) in text.char_indices() {
        let other = !c.is_ascii() && c.is_alphanumeric();
        if !(c.is_ascii_alphanumeric()
            || matches!(c, '-' | '.' | '_')
            || other && (!is_unspaced(c) || !ascii || place == 0))
        {
            break;
        }
        ascii &= c.is_ascii() || !is_unspaced(c);
        length = place + c.len_utf8();
    }
    text[..length].trim_end_matches(['.', '-', '_']).len()
}

/// Addresses inside Exchange: `/o=Contoso/ou=…/cn=Recipients/cn=anna`.
fn directory_names(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let starts = text.match_indices("/o=").chain(text.match_indices("/O="));
    starts.map(move |(start, _)| {
        let line = text[start..].find(['"', '\'', '>', '<', ';', '\n']);
        let line = &text[start..line.map_or(text.len(), |end| start + end)];
        let last = line.rfind("/cn=").max(line.rfind("/CN=")).unwrap_or(0);
        let end = line[last + 3..].find(char::is_whitespace);
        start..start + end.map_or(line.len(), |end| last + 3 + end)
    })
}

/// Names of people: what stands before `<address>` or `(address)` at the beginning of a line or of a field of a header.
pub fn names(text: &str) -> Vec<String> {
    let head = &text[..text.floor_char_boundary(SEARCHED)];
    let mut names: Vec<String> = vec![];
    for range in addresses(head) {
        let Some(before) = head[..range.start].strip_suffix(['<', '(', '[']) else {
            continue;
        };
        let line = before.rsplit('\n').next().unwrap_or_default();
        let name = line
            .rsplit([':', ',', ';', '<', '>'])
            .next()
            .unwrap_or_default();
        let label = line[..line.len() - name.len()].split(':').next();
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        let fits = !label.unwrap_or_default().contains(' ')
            && (2..=LONGEST_NAME).contains(&name.chars().count())
            && !name.contains(|c: char| c.is_ascii_digit() || c == '@')
            && name.split(' ').all(is_in_name)
            && !names.iter().any(|known| known == name);
        if fits && names.len() < MOST_NAMES {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether a word can be part of a name: it begins with no small letter, or is as short as `von`.
fn is_in_name(word: &str) -> bool {
    word.len() <= 3 || !word.starts_with(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Kind, names, whole, words};

    #[track_caller]
    fn check(text: &str, want: &[(Kind, &str)]) {
        let found: Vec<_> = (words(text).into_iter())
            .map(|word| (word.kind, &text[word.range]))
            .collect();
        let inside = |one: &(Kind, &str)| {
            found
                .iter()
                .any(|(_, other)| other.len() > one.1.len() && other.contains(one.1))
        };
        let outer: Vec<_> = found.iter().filter(|one| !inside(one)).copied().collect();
        let mut outer = outer;
        outer.sort_by_key(|(_, found)| text.find(found));
        assert_eq!(outer, want, "{text}");
    }

    #[test]
    fn what_has_a_form() {
        use Kind::{Address, Host, Ip};
        check(
            "to <anna@fabrikam.example>:",
            &[(Address, "anna@fabrikam.example")],
        );
        check(
            "x?to=anna%40fabrikam.example",
            &[(Address, "x?to=anna%40fabrikam.example")],
        );
        check(
            "żółw.x@contoso.example",
            &[(Address, "żółw.x@contoso.example")],
        );
        check(
            "信件寄給user@contoso.example失敗",
            &[(Address, "user@contoso.example")],
        );
        check("王小明@例子.台灣", &[(Address, "王小明@例子.台灣")]);
        check(
            "\"a b\"@contoso.example",
            &[(Address, "\"a b\"@contoso.example")],
        );
        check(
            "<a@[192.0.2.1]> <b@localhost>",
            &[(Address, "a@[192.0.2.1]"), (Address, "b@localhost")],
        );
        check(
            "mx.contoso.example[192.0.2.1]:25",
            &[(Host, "mx.contoso.example"), (Ip, "192.0.2.1")],
        );
        check(
            "[IPv6:2001:db8::1] 2001:db8::2. x-192.0.2.7",
            &[(Ip, "2001:db8::1"), (Ip, "2001:db8::2"), (Ip, "192.0.2.7")],
        );
        check(
            "poczta.żółw.example 1.2.0.192.list.example",
            &[
                (Host, "poczta.żółw.example"),
                (Host, "1.2.0.192.list.example"),
            ],
        );
        check(
            "550 5.7.1 at 10:20:30 2026-11-19T17:08:35.123Z v1.2.3 300.1.1.1",
            &[],
        );
        check("RESOLVER.ADR.ExRecipNotFound; not found", &[]);
        let name = "/o=Contoso/ou=Exchange Group (X)/cn=Recipients/cn=anna";
        check(&["'", name, "' no"].concat(), &[(Address, name)]);
        check("@ @@ a@ \"@ %40 . .. /o=", &[(Address, "/o=")]);
    }

    #[test]
    fn names_of_people() {
        let text = "From: \"Anna Nowak\" <anna@contoso.example>\nTo: Jan von Berg <j@fabrikam.example>,\n \
                    王小明 <w@fabrikam.example>\nOla Lis (o@fabrikam.example)\n\
                    Diagnostic-Code: smtp; 550 5.1.1 User Unknown <x@fabrikam.example>\n\
                    the server said: No Such User <y@fabrikam.example>\nuser unknown <z@fabrikam.example>";
        assert_eq!(
            names(text),
            ["Anna Nowak", "Jan von Berg", "王小明", "Ola Lis"]
        );
    }

    #[test]
    fn whole_words() {
        let found = |text, word| whole(text, word).count();
        assert_eq!(found("anna annab (anna) 給anna的 'anna'", "anna"), 4);
        assert_eq!(found("annanna", "anna"), 0);
    }
}
