//! Errors in XML, which gateways send when they do not understand `Format=json`.

use super::envelope::Envelope;
use crate::error::AccessDeniedDetail;

/// Reads the envelope of `<Error><Code>..</Code>..</Error>`; `None` for any other document.
pub(super) fn envelope(page: &str) -> Option<Envelope> {
    let elements = elements(page);
    let (root, _) = elements.first()?;
    if !root.eq_ignore_ascii_case("error") && !root.to_ascii_lowercase().ends_with("response") {
        return None;
    }
    let find = |name: &str| elements.iter().find(|(element, _)| element.eq_ignore_ascii_case(name));
    let text = |name: &str| find(name).map(|(_, text)| text.trim().to_owned()).filter(|text| !text.is_empty());
    Some(Envelope {
        code: Some(text("Code")?),
        message: text("Message"),
        request_id: text("RequestId"),
        host_id: text("HostId"),
        recommend: text("Recommend"),
        access_denied_detail: find("AccessDeniedDetail").map(|_| AccessDeniedDetail::read(text)),
        ..Envelope::default()
    })
}

/// The elements of a document in order: the name without its prefix, and the text up to the next tag, or an empty one
/// if the document ends before that.
pub(crate) fn elements(page: &str) -> Vec<(&str, String)> {
    let mut elements: Vec<(&str, String)> = Vec::new();
    let mut is_open = false;
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        let cdata = after.strip_prefix("![CDATA[").map(|text| text.split_once("]]>").unwrap_or((text, "")));
        if let Some((_, text)) = elements.last_mut().filter(|_| is_open) {
            text.push_str(&unescaped(before));
            text.push_str(cdata.map_or("", |(text, _)| text));
        }
        let end = if after.starts_with("!--") { "-->" } else { ">" };
        let Some((tag, behind)) = after.split_once(end) else { break };
        rest = cdata.map_or(behind, |(_, behind)| behind);
        if tag.starts_with(['!', '?']) {
            continue;
        }
        is_open = !tag.starts_with('/') && !tag.ends_with('/');
        if !tag.starts_with('/') {
            let qualified = tag.split(|end: char| end.is_whitespace() || end == '/').next().unwrap_or_default();
            elements.push((qualified.rsplit(':').next().unwrap_or_default(), String::new()));
        }
    }
    elements
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

/// Returns the character that `&name;` stands for.
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
