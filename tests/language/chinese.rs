//! Spaces and marks of the Chinese texts.

use crate::finding::Problem;
use crate::inline::{CODE, SLOT, Style};
use crate::text::Text;

/// Stand where bold words begin and end. To their neighbours, bold words are as Latin.
const OPEN: char = '\u{e002}';
const CLOSE: char = '\u{e003}';

/// Whether it is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '〇' | '\u{20000}'..='\u{3ffff}')
}

/// What stands as Latin: letters, digits, values and code.
fn is_latin(c: char) -> bool {
    let kana = matches!(c, '\u{3040}'..='\u{30ff}');
    matches!(
        c,
        CODE | SLOT | CLOSE | '%' | '@' | '$' | '#' | '⌘' | '⌥' | '⌃'
    ) || (c.is_alphanumeric() && !is_han(c) && !is_wide(c) && !kana)
}

/// Letters and digits as wide as a character.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
}

/// Marks as wide as a character.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '：'
            | '；'
            | '！'
            | '？'
            | '、'
            | '「'
            | '」'
            | '『'
            | '』'
            | '（'
            | '）'
            | '《'
            | '》'
            | '〈'
            | '〉'
    )
}

/// What is wrong in a Chinese text.
pub fn check(text: &Text) -> Vec<Problem> {
    let prose = with_edges(text);
    let chars: Vec<char> = prose.chars().collect();
    let mut out = vec![];
    let mut tell = |at: usize, what: &str| {
        let from = at.saturating_sub(5);
        let near: String = chars[from..(at + 7).min(chars.len())]
            .iter()
            .map(shown)
            .collect();
        let pair: String = chars[at..(at + 2).min(chars.len())]
            .iter()
            .map(shown)
            .collect();
        out.push(Problem::new(pair, format!("“{near}” ({what})")));
    };
    for (at, &c) in chars.iter().enumerate() {
        let next = chars.get(at + 1).copied();
        let after = chars.get(at + 2).copied();
        let is = |c: Option<char>, test: fn(char) -> bool| c.is_some_and(test);
        match c {
            '你' | '妳' => tell(at, "use 您"),
            '“' | '”' | '‘' | '’' | '"' | '〝' | '〞' => tell(at, "use 「」"),
            _ if is_wide(c) => tell(at, "use letters and digits of half width"),
            _ => {}
        }
        let begins = |c: char| is_latin(c) && c != CLOSE || c == OPEN;
        if (is_han(c) && is(next, begins)) || (is_latin(c) && is(next, is_han)) {
            tell(at, "a space between Chinese and Latin");
        }
        if (is_mark(c) && next == Some(' ')) || (c == ' ' && is(next, is_mark)) {
            tell(at, "no space next to a mark of full width");
        }
        if is_han(c) && next == Some(' ') && is(after, is_han) {
            tell(at, "no space between Chinese characters");
        }
        let half = |c: char| matches!(c, ',' | '.' | ';' | ':' | '!' | '?');
        let word = is_han(c) || matches!(c, '」' | '』' | '）');
        if word && is(next, half) {
            tell(at, "use marks of full width");
        }
        let then = if next == Some(' ') { after } else { next };
        if half(c) && is(then, is_han) && (at > 0 && chars[at - 1] != ' ') {
            tell(at, "use marks of full width");
        }
        if c == '.' && next.is_none() && prose.contains(is_han) {
            tell(at, "use 。");
        }
    }
    out.extend(brackets(&chars));
    out
}

/// The prose with the edges of bold words.
fn with_edges(text: &Text) -> String {
    let mut out = String::new();
    for span in &text.spans {
        match span.style {
            Style::Plain => out.push_str(&span.words),
            Style::Strong => {
                out.push(OPEN);
                out.push_str(&span.words);
                out.push(CLOSE);
            }
            Style::Code => out.push(CODE),
            Style::Slot => out.push(SLOT),
        }
    }
    out
}

/// （） around Chinese, ( ) around Latin.
fn brackets(chars: &[char]) -> Vec<Problem> {
    let mut out = vec![];
    for (at, &open) in chars.iter().enumerate() {
        let close = match open {
            '(' => ')',
            '（' => '）',
            _ => continue,
        };
        let Some(length) = chars[at..].iter().position(|c| *c == close) else {
            let shown: String = chars[at..].iter().take(8).map(shown).collect();
            out.push(Problem::new(
                &shown,
                format!("“{shown}” (the bracket is not closed alike)"),
            ));
            continue;
        };
        let inner = &chars[at + 1..at + length];
        let shown: String = chars[at..=at + length].iter().map(shown).collect();
        let mut tell = |what: &str| out.push(Problem::new(&shown, format!("“{shown}” ({what})")));
        let chinese = inner.iter().any(|c| is_han(*c));
        // A value may be either, and an enumeration with 、 is Chinese.
        let value = inner.iter().any(|c| *c == SLOT || is_mark(*c));
        if open == '(' && chinese {
            tell("use （） around Chinese");
        }
        if open == '（' && !chinese && !value {
            tell("use ( ) around Latin");
        }
        if open == '(' {
            let before = at.checked_sub(1).map(|at| chars[at]);
            let behind = chars.get(at + length + 1).copied();
            let joins = |c: char| is_han(c) || (is_latin(c) && c != CLOSE);
            if before.is_some_and(joins) {
                tell("a space before the bracket");
            }
            if behind.is_some_and(joins) {
                tell("a space behind the bracket");
            }
        }
    }
    out
}

fn shown(c: &char) -> char {
    match *c {
        OPEN | CLOSE => '*',
        CODE => '`',
        SLOT => '◌',
        other => other,
    }
}

#[test]
fn what_is_not_set_as_in_taiwan_is_found() {
    use crate::text::Lang;
    for line in [
        "使用Exchange 系統",
        "等候 5分鐘",
        "收到`550`之後",
        "{recipient|收件者}沒有收到",
        "請等候， 再寄",
        "請等候 。",
        "郵件 伺服器",
        "請等候,再寄",
        "請用 Outlook, 再寄",
        "請用 Microsoft 365.",
        "「是」.",
        "請按“是”",
        "你的郵件",
        "信箱(已滿)",
        "信箱 (已滿)",
        "信箱（Exchange）",
        "信箱(Exchange)",
        "信箱 (Exchange)已滿",
        "信箱（已滿",
        "Ａ 與 １",
        "低於 100%的",
        "請開啟**郵件流程** 頁面",
        "請開啟 **郵件流程**頁面",
        "請開啟 **郵件 流程** 頁面",
    ] {
        assert!(!check(&Text::sample(Lang::ZhTw, line)).is_empty(), "{line}");
    }
    for line in [
        "信箱 (Exchange) 已滿，請看 `550 5.1.1`；{recipient|收件者} 沒有收到（原因不明）。",
        "按「確定」，再寄 3 次：**郵件流程 (Mail flow) > 規則 (Rules)**。",
        "比率 0.1% 以下、Outlook 2019、.eml 檔案 …",
        "Exchange Online, 2024.",
        "請開啟 **郵件流程** 頁面，再選 **規則**；（SPF、DKIM）、（迷惑メール）",
    ] {
        assert_eq!(check(&Text::sample(Lang::ZhTw, line)), [], "{line}");
    }
}
