//! What the storage of these tests keeps, and what it answers.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The minimum size of a part.
pub(super) const PART: usize = 100 << 10;

/// Bytes and their checksum.
#[derive(Clone)]
pub(super) struct Part(pub(super) Arc<Vec<u8>>, u64);

impl Part {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        let sum = crc64(&bytes);
        Self(Arc::new(bytes), sum)
    }

    fn etag(&self) -> String {
        format!("\"{:016X}\"", !self.1)
    }
}

/// Assembles the object from a list of parts.
pub(super) fn complete(parts: &BTreeMap<u32, Part>, list: &str) -> Result<Part, &'static str> {
    if !parts.values().rev().skip(1).all(|part| part.0.len() >= PART) {
        return Err("EntityTooSmall");
    }
    let is_listed = |(number, part): (&u32, &Part)| {
        list.contains(&format!("<PartNumber>{number}</PartNumber><ETag>{}</ETag>", part.etag()))
    };
    if list.matches("<PartNumber>").count() != parts.len() || !parts.iter().all(is_listed) {
        return Err("InvalidPart");
    }
    Ok(Part::new(parts.values().flat_map(|part| part.0.iter()).copied().collect()))
}

/// Lists three parts per page.
pub(super) fn list(parts: &BTreeMap<u32, Part>, target: &str) -> (Vec<u8>, Vec<u32>) {
    let after: u32 = target.split_once("part-number-marker=").unwrap().1.split('&').next().unwrap().parse().unwrap();
    let page: Vec<_> = parts.range(after + 1..).take(3).collect();
    let last = page.last().map_or(after, |(number, _)| **number);
    let has_more = parts.range(last + 1..).next().is_some();
    let numbers = page.iter().map(|(number, _)| **number).collect();
    let parts = page.iter().map(|(number, part)| {
        let (etag, size, sum) = (part.etag().replace('"', "&quot;"), part.0.len(), part.1);
        format!("<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag><HashCrc64ecma>{sum}</HashCrc64ecma><Size>{size}</Size></Part>")
    });
    let parts = parts.collect::<String>();
    let body =
        format!("<NextPartNumberMarker>{last}</NextPartNumberMarker><IsTruncated>{has_more}</IsTruncated>{parts}");
    (reply(200, &[], &format!("<ListPartsResult>{body}</ListPartsResult>")), numbers)
}

impl Part {
    pub(super) fn reply(&self, body: &str) -> Vec<u8> {
        reply(200, &[format!("etag: {}", self.etag()), format!("x-oss-hash-crc64ecma: {}", self.1)], body)
    }

    pub(super) fn head(&self) -> Vec<u8> {
        let (length, etag, sum) = (self.0.len(), self.etag(), self.1);
        let head = format!("content-length: {length}\r\netag: {etag}\r\nx-oss-hash-crc64ecma: {sum}");
        format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").into_bytes()
    }
}

pub(super) fn refusal(status: u16, code: &str, headers: &[String]) -> Vec<u8> {
    let message = "planted-quote of what was signed";
    reply(
        status,
        headers,
        &format!(
            "<Error><Code>{code}</Code><Message>as told</Message><StringToSign>{message}</StringToSign><RequestId>R-1</RequestId></Error>"
        ),
    )
}

pub(super) fn reply(status: u16, headers: &[String], body: &str) -> Vec<u8> {
    let headers: String = headers.iter().flat_map(|line| [line.as_str(), "\r\n"]).collect();
    format!("HTTP/1.1 {status} X\r\nx-oss-request-id: R-2\r\ncontent-length: {}\r\n{headers}\r\n{body}", body.len())
        .into_bytes()
}

/// CRC-64/XZ.
pub(super) fn crc64(bytes: &[u8]) -> u64 {
    let mut digest = crc64fast::Digest::new();
    digest.write(bytes);
    digest.sum64()
}
