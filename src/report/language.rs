//! In which language the report itself is written, by its header or by sentences that reports begin with.

use super::phrases::Phrases;
use super::{Source, scan};
use std::sync::LazyLock;

/// A sentence or label of a report and the language (BCP 47) that it is in; lower case.
const MARKS: &[(&str, &str)] = &[
    ("delivery has failed to these recipients", "en"),
    ("couldn't be delivered", "en"),
    ("could not be delivered", "en"),
    ("could not be\ndelivered", "en"),
    ("diagnostic information for administrators", "en"),
    ("wasn't delivered", "en"),
    ("was undeliverable", "en"),
    ("permanent fatal errors", "en"),
    ("échec de la remise", "fr"),
    ("informations de diagnostic pour les administrateurs", "fr"),
    ("message non distribué", "fr"),
    ("impossible de contacter le(s) destinataire(s)", "fr"),
    ("il recapito non è riuscito", "it"),
    ("informazioni di diagnostica per gli amministratori", "it"),
    ("falha na entrega", "pt-BR"),
    ("não foi possível entregar", "pt"),
    ("informações de diagnóstico para administradores", "pt-BR"),
    ("uw bericht kan niet worden bezorgd", "nl"),
    ("diagnostische gegevens voor beheerders", "nl"),
    ("no se pudo entregar", "es"),
    ("información de diagnóstico para los administradores", "es"),
    ("diagnostisk information för administratörer", "sv"),
    ("diagnoseinformationen für administratoren", "de"),
    ("konnte nicht zugestellt werden", "de"),
    ("fehler bei der nachrichtenzustellung", "de"),
    ("管理者向けの診断情報", "ja"),
    ("送信できませんでした", "ja"),
    ("配信不能", "ja"),
    ("系統管理員的診斷資訊", "zh-TW"),
    ("管理員的診斷資訊", "zh-TW"),
    ("無法傳遞", "zh-TW"),
    ("收件者", "zh-TW"),
    ("管理员诊断信息", "zh-CN"),
    ("收件人", "zh-CN"),
    ("无法送达", "zh-CN"),
    ("informacje diagnostyczne dla administratorów", "pl"),
    ("nie można dostarczyć", "pl"),
    ("nie powiodło się", "pl"),
    ("nie mogła zostać dostarczona", "pl"),
    ("не удалось", "ru"),
    ("диагностические сведения", "ru"),
    ("배달할 수 없", "ko"),
];

/// The language, or `None` where nothing tells it.
pub fn of(source: &Source<'_>) -> Option<String> {
    if let Some((stated, _)) = source.header("content-language") {
        let tag = stated.split([',', ' ', ';']).next().unwrap_or_default();
        if !tag.is_empty()
            && tag.len() <= 35
            && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        {
            return Some(tag.to_owned());
        }
    }
    static SET: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::new(MARKS.iter().map(|(mark, _)| *mark)));
    let (number, _) = SET.first(&scan::lower(source.words()?))?;
    Some(MARKS[number].1.to_owned())
}
