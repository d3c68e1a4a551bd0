//! JSON as it stands in `config.json` (RFC 8259), strict, so that an editor and the page find the same mistakes.

use crate::intake::json::unescape;

/// How deep lists and objects may lie in each other.
const MAX_DEPTH: usize = 16;

/// A value, as far as a setting can be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A string, without its escapes.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object with its members in order; a name can come twice.
    Object(Vec<(String, Value)>),
    /// A number or `null`: no setting is one.
    Other,
}

/// The value that `text` is, or the line, counted from 1, in which it ceases to be JSON.
pub fn parse(text: &str) -> Result<Value, usize> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0);
    if value.is_some() {
        reader.blank();
    }
    match value {
        Some(value) if reader.at == text.len() => Ok(value),
        _ => {
            let before = text.as_bytes().iter().take(reader.at);
            Err(1 + before.filter(|&&byte| byte == b'\n').count())
        }
    }
}

/// Reads on from `at`, which stays at the mistake when something returns `None`.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, wanted: impl Fn(u8) -> bool) {
        while self.byte().is_some_and(&wanted) {
            self.at += 1;
        }
    }

    fn blank(&mut self) {
        self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
    }

    /// Takes the byte, and the blank space around it, if it comes next.
    fn take(&mut self, wanted: u8) -> bool {
        self.blank();
        let taken = self.byte() == Some(wanted);
        if taken {
            self.at += 1;
            self.blank();
        }
        taken
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.blank();
        match self.byte()? {
            b'"' => self.string().map(Value::Text),
            open @ (b'{' | b'[') if depth < MAX_DEPTH => self.members(open, depth + 1),
            b'-' | b'0'..=b'9' => {
                self.skip(|byte| {
                    byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E')
                });
                Some(Value::Other)
            }
            _ => {
                let names = [
                    ("true", Value::Bool(true)),
                    ("false", Value::Bool(false)),
                    ("null", Value::Other),
                ];
                let rest = self.text.get(self.at..)?;
                let (name, value) = (names.into_iter()).find(|(name, _)| rest.starts_with(name))?;
                self.at += name.len();
                Some(value)
            }
        }
    }

    /// What stands between the brackets that `open` opens.
    fn members(&mut self, open: u8, depth: usize) -> Option<Value> {
        let mut members = vec![];
        // In ASCII both closing brackets stand two behind their opening ones.
        let close = open + 2;
        self.at += 1;
        if !self.take(close) {
            loop {
                let mut name = String::new();
                if open == b'{' {
                    self.blank();
                    name = self.string()?;
                    if !self.take(b':') {
                        return None;
                    }
                }
                members.push((name, self.value(depth)?));
                if self.take(close) {
                    break;
                }
                if !self.take(b',') {
                    return None;
                }
            }
        }
        Some(if open == b'{' {
            Value::Object(members)
        } else {
            Value::List(members.into_iter().map(|(_, value)| value).collect())
        })
    }

    fn string(&mut self) -> Option<String> {
        if self.byte() != Some(b'"') {
            return None;
        }
        self.at += 1;
        let start = self.at;
        loop {
            match self.byte()? {
                b'"' => break,
                b'\\' => {
                    self.at += 1;
                    match self.byte()? {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                        b'u' => {
                            let digits = self.text.as_bytes().get(self.at + 1..self.at + 5)?;
                            if !digits.iter().all(u8::is_ascii_hexdigit) {
                                return None;
                            }
                        }
                        _ => return None,
                    }
                }
                // A string ends in its line, or somebody forgot its end.
                0..b' ' => return None,
                _ => {}
            }
            self.at += 1;
        }
        let (text, _) = unescape(self.text.get(start..self.at)?);
        self.at += 1;
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_DEPTH, Value, parse};

    #[track_caller]
    fn check(text: &str, expect: Result<Value, usize>) {
        assert_eq!(parse(text), expect, "{text}");
    }

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    #[test]
    fn values() {
        check(" true ", Ok(Value::Bool(true)));
        check("false", Ok(Value::Bool(false)));
        check("null", Ok(Value::Other));
        check("-12.5e+3", Ok(Value::Other));
        check(
            r#""a\"b\\\u017c\ud83d\ude00""#,
            Ok(text("a\"b\\\u{17c}\u{1f600}")),
        );
        check("[]", Ok(Value::List(vec![])));
        check("{ }", Ok(Value::Object(vec![])));
        check(
            "{\"a\": [\"x\" , {\"b\":1}],\r\n\t\"a\":\"\"}",
            Ok(Value::Object(vec![
                (
                    "a".into(),
                    Value::List(vec![
                        text("x"),
                        Value::Object(vec![("b".into(), Value::Other)]),
                    ]),
                ),
                ("a".into(), text("")),
            ])),
        );
    }

    #[test]
    fn mistakes_by_line() {
        for (broken, line) in [
            ("", 1),
            ("<!doctype html>", 1),
            ("{", 1),
            ("{\n", 2),
            ("{\n\"a\": 1,\n}", 3),
            ("{\n\"a\": 1\n\"b\": 2}", 3),
            ("{\n\"a\" 1}", 2),
            ("{a: 1}", 1),
            ("{'a': 1}", 1),
            ("[1,]", 1),
            ("[1 2]", 1),
            ("[1}", 1),
            ("{\"a\": \"x\n\"}", 1),
            ("\"\\x\"", 1),
            ("\"\\u12g4\"", 1),
            ("\"\\u12", 1),
            ("\"\\", 1),
            ("\"a", 1),
            ("{} {}", 1),
            ("{}\n// more", 2),
            ("/* */ {}", 1),
            ("True", 1),
        ] {
            check(broken, Err(line));
        }
    }

    #[test]
    fn what_lies_too_deep_is_a_mistake() {
        let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse(&nested(MAX_DEPTH)).is_ok());
        check(&nested(MAX_DEPTH + 1), Err(1));
        check(&"[".repeat(60_000), Err(1));
    }

    #[test]
    fn serde_json_reads_the_same() {
        for text in [
            "{\"a\": [true, false, null, 1, \"\\u00e9\\/\\b\"]}",
            "[[],{},\"\"]",
            "[01]",
            "nul",
            "tru",
            "[1,,2]",
            "{\"a\":}",
            "\u{feff}{}",
        ] {
            // Numbers are not looked at closely: none is a setting.
            let strict = serde_json::from_str::<serde_json::Value>(text).is_ok();
            assert!(
                parse(text).is_ok() == strict || text.contains("01"),
                "{text}"
            );
        }
    }
}
