//! A grammar of the PowerShell that our commands may be written in: pipelines of known cmdlets with known parameters, and
//! values that are single-quoted, a list of plain names, a number, a time, or a filter on one property.

use std::iter::Peekable;
use std::str::Chars;

/// The cmdlets and their parameters; `+` where a value may stand without one.
const CMDLETS: &[(&str, &str)] = &[
    ("Format-List", "+"),
    ("Format-Table", "+"),
    ("Get-AcceptedDomain", ""),
    ("Get-BlockedSenderAddress", "SenderAddress"),
    ("Get-CASMailbox", "Identity"),
    ("Get-DistributionGroup", "Identity"),
    ("Get-HostedOutboundSpamFilterPolicy", ""),
    ("Get-InboundConnector", ""),
    ("Get-Mailbox", "Identity ResultSize SoftDeletedMailbox"),
    ("Get-MailboxStatistics", "Identity"),
    ("Get-Message", ""),
    ("Get-MessageTraceDetailV2", ""),
    (
        "Get-MessageTraceV2",
        "SenderAddress RecipientAddress StartDate EndDate",
    ),
    (
        "Get-MessageTrackingLog",
        "Sender Recipients Start End ResultSize",
    ),
    ("Get-OutboundConnector", ""),
    ("Get-Queue", ""),
    ("Get-ReceiveConnector", ""),
    ("Get-Recipient", "Identity"),
    ("Get-RecipientPermission", "Identity"),
    ("Get-SendConnector", ""),
    ("Get-TransportConfig", ""),
    ("Get-TransportRule", ""),
    ("Get-TransportService", ""),
    ("Resolve-DnsName", "Type +"),
    ("Select-String", "SimpleMatch Pattern Path"),
    ("Sort-Object", "+"),
    (
        "Start-HistoricalSearch",
        "ReportTitle ReportType SenderAddress RecipientAddress StartDate EndDate NotifyAddress",
    ),
    ("Test-NetConnection", "Port +"),
    ("Validate-OutboundConnector", "Identity Recipients"),
    ("Where-Object", "{"),
];

/// Parameters that take no value.
const SWITCHES: &[&str] = &["SoftDeletedMailbox", "SimpleMatch"];

/// The texts that PowerShell would hand over as values in quotation marks; or why the command is not in the grammar.
pub fn strings(command: &str) -> Result<Vec<String>, String> {
    let mut reader = Reader {
        chars: command.chars().peekable(),
        strings: vec![],
    };
    loop {
        reader.cmdlet()?;
        match reader.chars.next() {
            None => return Ok(reader.strings),
            Some('|') => reader.spaces(),
            Some(c) => return Err(format!("{c:?} between commands")),
        }
    }
}

struct Reader<'c> {
    chars: Peekable<Chars<'c>>,
    strings: Vec<String>,
}

impl Reader<'_> {
    fn spaces(&mut self) {
        while self.chars.next_if_eq(&' ').is_some() {}
    }

    fn word(&mut self) -> String {
        let mut word = String::new();
        while let Some(c) = self
            .chars
            .next_if(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ','))
        {
            word.push(c);
        }
        word
    }

    fn expect(&mut self, text: &str) -> Result<(), String> {
        for want in text.chars() {
            let found = self.chars.next();
            if found != Some(want) {
                return Err(format!("{found:?} instead of {want:?}"));
            }
        }
        Ok(())
    }

    fn cmdlet(&mut self) -> Result<(), String> {
        let name = self.word();
        let known = CMDLETS.iter().find(|(known, _)| *known == name);
        let (_, parameters) = known.ok_or_else(|| format!("no cmdlet {name:?}"))?;
        let known: Vec<&str> = parameters.split(' ').collect();
        loop {
            self.spaces();
            match self.chars.peek() {
                None | Some('|') => return Ok(()),
                Some('-') => {
                    let word = self.word();
                    let name = word.trim_start_matches('-');
                    if word.matches('-').count() != 1 || !known.contains(&name) {
                        return Err(format!("no parameter {word:?}"));
                    }
                    if !SWITCHES.contains(&name) {
                        self.spaces();
                        self.value()?;
                    }
                }
                Some('{') if known.contains(&"{") => self.filter()?,
                Some(_) if known.contains(&"+") => self.value()?,
                Some(c) => return Err(format!("{c:?} behind a cmdlet")),
            }
        }
    }

    fn value(&mut self) -> Result<(), String> {
        match self.chars.peek() {
            Some('\'') => self.string(),
            Some('(') => {
                self.expect("([datetime]")?;
                self.string()?;
                self.expect(")")
            }
            _ => match self.word().as_str() {
                "" => Err("no value".into()),
                word if word.starts_with(['-', ',']) || word.ends_with(',') => {
                    Err(format!("{word:?} is no value"))
                }
                _ => Ok(()),
            },
        }
    }

    /// A string in single quotation marks. PowerShell takes U+2018 to U+201B for one as well, and two in a row for a text
    /// with one.
    fn string(&mut self) -> Result<(), String> {
        let is_quote = |c: &char| matches!(c, '\'' | '\u{2018}'..='\u{201b}');
        self.expect("'")?;
        let mut text = String::new();
        loop {
            match self.chars.next() {
                None => return Err("an open quotation mark".into()),
                Some(c) if is_quote(&c) => match self.chars.next_if(is_quote) {
                    Some(_) => text.push(c),
                    None => break,
                },
                Some(c) if c.is_control() => return Err(format!("{c:?} in a text")),
                Some(c) => text.push(c),
            }
        }
        self.strings.push(text);
        Ok(())
    }

    fn filter(&mut self) -> Result<(), String> {
        self.expect("{ $_.")?;
        self.word();
        self.spaces();
        if self.chars.peek() == Some(&'-') {
            self.expect("-eq ")?;
            self.string()?;
            self.spaces();
        }
        self.expect("}")
    }
}
