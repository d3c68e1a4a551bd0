//! Characters and words that are written otherwise in Taiwan.

use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use crate::chinese::is_han;
use crate::finding::Problem;
use crate::text::Text;

/// What a converter to Taiwan's characters and words would change in a text. `right` are words that it would change
/// for the worse.
pub fn check(text: &Text, right: &[String]) -> Vec<Problem> {
    let mut prose = text.prose();
    for word in right {
        prose = prose.replace(word.as_str(), "\n");
    }
    prose
        .split(|c: char| !is_han(c))
        .filter(|run| !run.is_empty())
        .flat_map(changes)
        .collect()
}

fn converter() -> &'static OpenCC {
    static CONVERTER: OnceLock<OpenCC> = OnceLock::new();
    CONVERTER.get_or_init(|| OpenCC::from_config(BuiltinConfig::S2twp).expect("converter"))
}

fn changes(run: &str) -> Vec<Problem> {
    let converted = converter().convert(run);
    if converted == run {
        return vec![];
    }
    let (old, new): (Vec<char>, Vec<char>) = (run.chars().collect(), converted.chars().collect());
    hunks(&old, &new)
        .into_iter()
        .map(|(old, new)| Problem::new(&old, format!("“{old}” in “{run}” (use “{new}”)")))
        .collect()
}

/// Where two texts differ, with the shortest pieces that do.
fn hunks(old: &[char], new: &[char]) -> Vec<(String, String)> {
    // kept[i][j]: how many characters old[i..] and new[j..] have in common, in order.
    let mut kept = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            kept[i][j] = if old[i] == new[j] {
                kept[i + 1][j + 1] + 1
            } else {
                kept[i + 1][j].max(kept[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = vec![];
    let mut open = (String::new(), String::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            if open != (String::new(), String::new()) {
                out.push(std::mem::take(&mut open));
            }
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && kept[i + 1][j] >= kept[i][j + 1]) {
            open.0.push(old[i]);
            i += 1;
        } else {
            open.1.push(new[j]);
            j += 1;
        }
    }
    if open != (String::new(), String::new()) {
        out.push(open);
    }
    out
}

#[test]
fn simplified_characters_and_mainland_words_are_found() {
    use crate::text::Lang;
    let found = |line: &str, right: &[&str]| {
        let right: Vec<String> = right.iter().map(|word| word.to_string()).collect();
        check(&Text::sample(Lang::ZhTw, line), &right)
    };
    for line in [
        "邮件没有送達",
        "請看網絡設置",
        "打開文件夾",
        "服務器",
        "这封郵件",
    ] {
        assert!(!found(line, &[]).is_empty(), "{line}");
    }
    assert_eq!(
        found("郵件沒有送達，請檢查網路設定與資料夾。`邮件`", &[]),
        []
    );
    assert!(!found("連接器", &[]).is_empty());
    assert_eq!(found("連接器", &["連接器"]), []);
    assert_eq!(
        hunks(&['a', 'b', 'c'], &['a', 'x', 'y', 'c']),
        [("b".to_owned(), "xy".to_owned())]
    );
}
