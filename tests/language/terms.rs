//! Words that the glossary rules out, and the term to use instead.

use crate::finding::Problem;
use crate::text::{Lang, Text};

/// A word not to use.
struct Never {
    /// The word; in Polish and English its beginning, with `|` where the endings begin to vary.
    word: &'static str,
    /// Longer words that contain it and are right.
    but: &'static [&'static str],
    /// What to use.
    instead: &'static str,
}

const fn never(word: &'static str, but: &'static [&'static str], instead: &'static str) -> Never {
    Never { word, but, instead }
}

// Behind the glossary's own stand mainland words that a converter leaves as they are.
const CHINESE: &[Never] = &[
    never("未送達報告", &[], "未傳遞回報"),
    never("彈跳訊息", &[], "退信"),
    never("彈跳郵件", &[], "退信"),
    never("信息", &[], "訊息 / 資訊"),
    never("發件人", &[], "寄件者"),
    never("發送者", &[], "寄件者"),
    never("寄件人", &[], "寄件者"),
    never("發信人", &[], "寄件者"),
    never("收件人", &[], "收件者"),
    never("收信人", &[], "收件者"),
    never("郵箱", &[], "信箱"),
    never("管理員", &["系統管理員"], "系統管理員 / 電子郵件系統管理員"),
    never("服務器", &[], "伺服器"),
    never("域名", &["網域名稱", "領域名稱"], "網域"),
    never("紀錄", &[], "記錄"),
    never("本地部署", &[], "內部部署"),
    never("跟蹤", &[], "追蹤"),
    never("證書", &[], "憑證"),
    never("端口", &[], "連接埠"),
    never("中繼", &["中繼憑證"], "轉送"),
    never(
        "組",
        &[
            "群組",
            "組織",
            "模組",
            "組合",
            "組態",
            "組成",
            "小組",
            "重組",
            "分組",
            "一組",
            "這組",
            "兩組",
            "同組",
            "各組",
            "該組",
            "每組",
            "貴組",
            "哪組",
            "另一組",
            "幾組",
            "組建",
        ],
        "群組",
    ),
    never("隊列", &[], "佇列"),
    never("逾期", &[], "已到期"),
    never("超時", &[], "逾時"),
    never("設置", &[], "設定"),
    never("默認", &[], "預設"),
    never("網絡", &[], "網路"),
    never("連接", &["連接器", "連接埠"], "連線"),
    never("黑名單", &[], "封鎖清單"),
    never("租戶", &[], "租用戶"),
    never("表頭", &[], "標頭"),
    never("登錄", &["登錄檔"], "登入"),
    never("粘貼", &[], "貼上"),
    never("黏貼", &[], "貼上"),
    // Papers and documents of a firm; a file of a computer is 檔案.
    never(
        "文件",
        &["說明文件", "技術文件", "官方文件", "以前的文件", "文件請用"],
        "檔案",
    ),
    never("屏幕", &[], "螢幕"),
    never("數據", &["數據機"], "資料"),
    never("軟件", &[], "軟體"),
    never("用戶", &["租用戶", "用戶端"], "使用者"),
    never("鏈接", &[], "連結"),
    never("賬", &[], "帳"),
    never("訪問", &[], "存取"),
    never("激活", &[], "啟用"),
    never("菜單", &[], "功能表"),
    never("電郵", &[], "電子郵件"),
    never("協議", &[], "通訊協定"),
    never("登陸", &[], "登入"),
    never("客戶端", &[], "用戶端"),
    never("渠道", &[], "管道"),
    never("反饋", &[], "意見"),
    never("宕機", &[], "當機"),
];

const POLISH: &[Never] = &[
    never("odbici|", &[], "wiadomość zwrotna"),
    never("odbić|", &[], "wiadomość zwrotna"),
    never("odbit|", &[], "zwrócona (wiadomość zwrotna)"),
    // The Inbox and a Receive connector are called so; the glossary has „domena odbiorcy”.
    never(
        "odbiorc|",
        &[
            "odbiorcz",
            "domena odbiorcy",
            "domeny odbiorcy",
            "domenie odbiorcy",
            "domenę odbiorcy",
            "domeną odbiorcy",
            "domeny odbiorców",
            "domen odbiorców",
        ],
        "adresat",
    ),
    never("konektor|", &[], "łącznik"),
    never("firewall|", &[], "zapora"),
    never("najemc|", &[], "dzierżawa"),
    never("mejl|", &[], "wiadomość e-mail"),
    never("maila", &[], "wiadomość e-mail"),
    never("maile", &[], "wiadomości e-mail"),
];

const ENGLISH: &[Never] = &[
    never("e-mail|", &[], "email"),
    never("blacklist|", &[], "block list"),
    never("blocklist|", &[], "block list"),
    never("whitelist|", &[], "allow list"),
    never("on-premise", &[], "on-premises"),
];

/// The words of a text that the glossary rules out.
pub fn check(text: &Text) -> Vec<Problem> {
    let prose = text.prose();
    match text.lang {
        Lang::ZhTw => CHINESE
            .iter()
            .filter(|never| contains(&prose, never))
            .map(problem)
            .collect(),
        Lang::Pl => words(&prose, POLISH),
        Lang::En => words(&prose, ENGLISH),
    }
}

fn problem(never: &Never) -> Problem {
    let word = never.word.trim_end_matches('|');
    Problem::new(word, format!("“{word}” (use {})", never.instead))
}

/// Whether a Chinese word stands outside of the longer words that are right.
fn contains(prose: &str, never: &Never) -> bool {
    prose.match_indices(never.word).any(|(at, _)| {
        !never.but.iter().any(|longer| {
            prose
                .match_indices(longer)
                .any(|(start, _)| start <= at && at + never.word.len() <= start + longer.len())
        })
    })
}

/// Looks for words by their beginning.
fn words(prose: &str, table: &[Never]) -> Vec<Problem> {
    let lower = prose.to_lowercase().replace('\u{a0}', " ");
    let mut out = vec![];
    for never in table {
        let (stem, open) = match never.word.strip_suffix('|') {
            Some(stem) => (stem, true),
            None => (never.word, false),
        };
        let mut left = lower.clone();
        for right in never.but {
            left = left.replace(right, "");
        }
        let found = left.match_indices(stem).any(|(at, _)| {
            let letter = |c: char| c.is_alphanumeric();
            let begins = !left[..at].chars().next_back().is_some_and(letter);
            let ends = !left[at + stem.len()..].chars().next().is_some_and(letter);
            begins && (open || ends)
        });
        if found {
            out.push(problem(never));
        }
    }
    out
}

#[test]
fn words_that_the_glossary_rules_out_are_found() {
    let found = |lang, line: &str| -> Vec<String> {
        check(&Text::sample(lang, line))
            .into_iter()
            .map(|problem| problem.found)
            .collect()
    };
    for never in CHINESE {
        let line = format!("請看{}。", never.word);
        assert!(
            found(Lang::ZhTw, &line).contains(&never.word.to_owned()),
            "{line}"
        );
        for right in never.but {
            assert!(
                !found(Lang::ZhTw, right).contains(&never.word.to_owned()),
                "{right}"
            );
        }
    }
    assert!(
        found(
            Lang::ZhTw,
            "網域名稱、登錄檔、數據機、連接器、連接埠、系統管理員、程序，`郵箱`"
        )
        .is_empty()
    );
    assert_eq!(found(Lang::ZhTw, "系統管理員請問管理員"), ["管理員"]);
    for (line, word) in [
        ("Sprawdź konektory.", "konektor"),
        ("To nie jest odbicie.", "odbici"),
        ("Odbiorca nie dostał.", "odbiorc"),
        ("Włącz firewall.", "firewall"),
        ("Wyślij maila.", "maila"),
    ] {
        assert_eq!(found(Lang::Pl, line), [word], "{line}");
    }
    assert!(
        found(
            Lang::Pl,
            "Domena odbiorcy i\u{a0}skrzynka odbiorcza, `firewall`, adres e-mail"
        )
        .is_empty()
    );
    assert_eq!(
        found(Lang::En, "Your e-mails and the blacklist"),
        ["e-mail", "blacklist"]
    );
    assert!(found(Lang::En, "Your email, on-premises, a block list").is_empty());
}
