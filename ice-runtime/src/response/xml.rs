//! Errors in XML, as gateways answer when they have not understood `Format=json`: in comes a page, out goes an
//! envelope.

use super::envelope::Envelope;
use crate::error::AccessDeniedDetail;

/// The envelope of `<Error><Code>..</Code>..</Error>`; `None` for any other page.
pub(super) fn envelope(page: &str) -> Option<Envelope> {
    let root = root(page)?.to_ascii_lowercase();
    if root != "error" && !root.ends_with("response") {
        return None;
    }
    let code = element(page, "Code")?;
    Some(Envelope {
        code: Some(code),
        message: element(page, "Message"),
        request_id: element(page, "RequestId"),
        host_id: element(page, "HostId"),
        recommend: element(page, "Recommend"),
        access_denied_detail: element(page, "AccessDeniedDetail")
            .map(|_| AccessDeniedDetail::read(|name| element(page, name))),
        ..Envelope::default()
    })
}

/// The name of the outermost element, without its prefix.
fn root(page: &str) -> Option<&str> {
    let mut rest = page;
    loop {
        let (_, tag) = rest.split_once('<')?;
        let end = if tag.starts_with("!--") { "-->" } else { ">" };
        let (tag, after) = tag.split_once(end)?;
        if !tag.starts_with(['!', '?']) {
            let qualified = tag.split(|end: char| end.is_whitespace() || end == '/').next()?;
            return qualified.rsplit(':').next();
        }
        rest = after;
    }
}

/// The text of the first element of this name, whatever its case, prefix and attributes; `None` where it is empty.
fn element(page: &str, name: &str) -> Option<String> {
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(quoted) = after.strip_prefix("![CDATA[") {
            rest = quoted.split_once("]]>")?.1;
            continue;
        }
        let (tag, content) = after.split_once('>')?;
        let qualified = tag.split(|end: char| end.is_whitespace()).next().unwrap_or_default();
        let local = qualified.rsplit(':').next().unwrap_or_default();
        if local.eq_ignore_ascii_case(name) {
            let (content, _) = content.split_once(&format!("</{qualified}"))?;
            return text(content);
        }
        rest = content;
    }
    None
}

fn text(content: &str) -> Option<String> {
    let content = content.trim();
    let quoted = content.strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>"));
    let text = quoted.map_or_else(|| unescaped(content), str::to_owned);
    (!text.is_empty()).then_some(text)
}

fn unescaped(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut unescaped = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let escape = piece.split_once(';').and_then(|(name, rest)| Some((character(name)?, rest)));
        if let Some((character, rest)) = escape {
            unescaped.push(character);
            unescaped.push_str(rest);
        } else {
            unescaped.push('&');
            unescaped.push_str(piece);
        }
    }
    unescaped
}

/// The character that `&name;` stands for.
fn character(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "amp" => Some('&'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}
