//! Errors in XML, as gateways answer when they have not understood `Format=json`: in comes a page, out goes an envelope.

use super::envelope::Envelope;

/// The envelope of `<Error><Code>..</Code>..</Error>`; `None` for any other page.
pub(super) fn envelope(page: &str) -> Option<Envelope> {
    let code = element(page, "Code")?;
    Some(Envelope {
        code: Some(code),
        message: element(page, "Message"),
        request_id: element(page, "RequestId"),
        host_id: element(page, "HostId"),
        recommend: element(page, "Recommend"),
        ..Envelope::default()
    })
}

fn element(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("<{name}>"))?;
    let (content, _) = rest.split_once(&format!("</{name}>"))?;
    let content = content
        .strip_prefix("<![CDATA[")
        .and_then(|rest| rest.strip_suffix("]]>"))
        .unwrap_or(content);
    let content = content.trim();
    (!content.is_empty()).then(|| unescaped(content))
}

fn unescaped(text: &str) -> String {
    // `&amp;` last: what it makes is not read again.
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (escape, character)| {
        text.replace(escape, character)
    })
}
