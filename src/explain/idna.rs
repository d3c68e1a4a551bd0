//! Host names with letters outside ASCII, as DNS wants them (RFC 5890 A-labels; Punycode, RFC 3492).

use crate::letters::lower;

/// The A-label of a label; an ASCII label stays as it is. `None` for characters that a host name does not have, for
/// compatibility forms (RFC 5892 lets none stand) and for what does not fit into 63 bytes.
pub fn label(text: &str) -> Option<String> {
    if text.is_ascii() {
        return Some(text.to_owned());
    }
    let fits = |c: char| c == '-' || (c.is_alphanumeric() && !matches!(c, '\u{ff00}'..='\u{ffef}'));
    if text.len() > 252 || !text.chars().all(fits) {
        return None;
    }
    let mut out = String::from("xn--");
    encode(&lower(text), &mut out)?;
    (out.len() <= 63).then_some(out)
}

/// RFC 3492 section 6.3. `None` for numbers that do not fit, which a label of that length never has.
fn encode(text: &str, out: &mut String) -> Option<()> {
    const START: u32 = 0x80;
    let basic = out.len();
    out.extend(text.chars().filter(char::is_ascii));
    let basic = u32::try_from(out.len() - basic).ok()?;
    if basic > 0 {
        out.push('-');
    }
    let total = u32::try_from(text.chars().count()).ok()?;
    let (mut next, mut delta, mut bias, mut done) = (START, 0u32, 72, basic);
    while done < total {
        let lowest = text.chars().map(u32::from).filter(|c| *c >= next).min()?;
        delta = delta.checked_add((lowest - next).checked_mul(done + 1)?)?;
        next = lowest;
        for c in text.chars().map(u32::from) {
            if c < next {
                delta = delta.checked_add(1)?;
            }
            if c == next {
                number(delta, bias, out);
                bias = adapt(delta, done + 1, done == basic);
                delta = 0;
                done += 1;
            }
        }
        delta = delta.checked_add(1)?;
        next += 1;
    }
    Some(())
}

/// A number of variable length (RFC 3492 section 3.3).
fn number(mut rest: u32, bias: u32, out: &mut String) {
    let mut k = 36u32;
    loop {
        let least = k.saturating_sub(bias).clamp(1, 26);
        if rest < least {
            break out.push(digit(rest));
        }
        out.push(digit(least + (rest - least) % (36 - least)));
        rest = (rest - least) / (36 - least);
        k += 36;
    }
}

fn digit(value: u32) -> char {
    let start = if value < 26 { 97 } else { 22 };
    char::from_u32(value + start).unwrap_or('-')
}

/// RFC 3492 section 6.1.
fn adapt(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = delta / if first { 700 } else { 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::label;

    #[track_caller]
    fn check(text: &str, want: Option<&str>) {
        assert_eq!(label(text).as_deref(), want, "{text}");
    }

    #[test]
    fn labels() {
        check("contoso", Some("contoso"));
        check("bücher", Some("xn--bcher-kva"));
        check("Bücher", Some("xn--bcher-kva"));
        check("żółw", Some("xn--w-uga1v8h"));
        check("例え", Some("xn--r8jz45g"));
        check("他们为什么不说中文", Some("xn--ihqwcrb4cv8a8dqg056pqjye"));
        check(
            "почемужеонинеговорятпорусски",
            Some("xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        );
        check("büch er", None);
        check("büch’er", None);
        check("ａbc", None);
        check("bu\u{308}cher", None);
        check(&"ü".repeat(200), None);
    }
}
