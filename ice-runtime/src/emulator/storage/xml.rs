//! The little XML that the storage needs: flat elements, and the list of parts that completes an upload.

/// A document: a root element and its children.
pub(super) fn document(root: &str, elements: &[String]) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root}>\n{}</{root}>\n", elements.concat())
}

/// An element on a line of its own.
pub(super) fn element(name: &str, text: &str) -> String {
    format!("  <{name}>{}</{name}>\n", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

/// Reads the numbers and tags in the body of `CompleteMultipartUpload`, in order; `None` for any other body.
pub(super) fn listed_parts(body: &[u8]) -> Option<Vec<(u32, String)>> {
    let (_, list) = std::str::from_utf8(body).ok()?.split_once("<CompleteMultipartUpload")?;
    let (list, _) = list.split_once("</CompleteMultipartUpload>")?;
    let parts = list.split("<Part>").skip(1).map(|part| {
        let (part, _) = part.split_once("</Part>")?;
        let number = text_of(part, "PartNumber")?.trim().parse().ok()?;
        Some((number, unescape(text_of(part, "ETag")?).trim().trim_matches('"').to_owned()))
    });
    parts.collect()
}

fn text_of<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    rest.split_once(&format!("</{name}>")).map(|(text, _)| text)
}

fn unescape(text: &str) -> String {
    let plain = text.replace("&quot;", "\"").replace("&#34;", "\"").replace("&apos;", "'");
    plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_in_their_order_and_tags_without_quotes() {
        let part =
            |number: &str, tag: &str| format!("<Part>\n<ETag>{tag}</ETag><PartNumber> {number} </PartNumber></Part>");
        let list = |parts: &str| format!("<?xml?><CompleteMultipartUpload a=\"b\">{parts}</CompleteMultipartUpload>");
        let body = list(&[part("2", "\"A\""), part("1", "&quot;B&amp;C&quot;")].concat());
        assert_eq!(listed_parts(body.as_bytes()), Some(vec![(2, "A".to_owned()), (1, "B&C".to_owned())]));
        assert_eq!(listed_parts(list("").as_bytes()), Some(Vec::new()));
        for wrong in ["", "<CompleteMultipartUpload>", &list("<Part></Part>"), &list(&part("x", "A")), &list("<Part>")]
        {
            assert_eq!(listed_parts(wrong.as_bytes()), None, "{wrong}");
        }
        assert_eq!(element("Key", "a<&>"), "  <Key>a&lt;&amp;&gt;</Key>\n");
    }
}
