//! Multipart uploads: initiate, upload part, list parts, complete, abort.

use http::StatusCode;
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;

use super::super::delivery::{Abort, Delivery};
use super::super::{date, percent};
use super::content;
use super::objects::{Admitted, kept_headers};
use super::refusal::{Stop, StorageRefusal};
use super::reply;
use super::store::Part;
use super::xml::{document, element, listed_parts};

/// The highest part number, and the most parts in one list.
const MOST_PARTS: u32 = 10_000;
const MOST_LISTED: usize = 1000;

/// The largest list of parts, in bytes.
const LIST_LIMIT: usize = 4 << 20;

impl Admitted<'_> {
    pub(super) fn initiate(&self) -> Delivery {
        let upload_id = self.storage.begin(self.target, kept_headers(self.head));
        let elements = [self.names(), vec![element("UploadId", &upload_id)]].concat();
        Delivery::whole(reply::success(&self.storage.tickets, document("InitiateMultipartUploadResult", &elements)))
    }

    pub(super) async fn upload_part(&self, body: &mut Incoming) -> Result<Delivery, Stop> {
        let number = self.target.part_number().filter(|number| (1..=MOST_PARTS).contains(number));
        let number = number.ok_or(StorageRefusal::invalid_argument(
            "Part number must be an integer between 1 and 10000, inclusive.",
        ))?;
        // Checked both before and after the body is read: the upload may end in the meantime.
        self.storage.with_upload(self.target, |_| Ok(()))?;
        let content = self.take(body).await?;
        let part = Part { content: content.clone(), stored_at: date::timestamp(self.storage.tickets.now()) };
        self.storage.with_upload(self.target, |upload| Ok(upload.parts.insert(number, part)))?;
        Ok(Delivery::whole(reply::stored(&self.storage.tickets, &content, &content.tag(), String::new())))
    }

    pub(super) fn list_parts(&self) -> Result<Delivery, Stop> {
        let parts = self.storage.with_upload(self.target, |upload| Ok(upload.parts.clone()))?;
        let most = self.number("max-parts", MOST_LISTED)?;
        let marker = self.number("part-number-marker", 0)?;
        let mut rest = parts.iter().filter(|(number, _)| **number > marker).peekable();
        let listed: Vec<_> = rest.by_ref().take(most).collect();
        let last = listed.last().map_or(marker, |(number, _)| **number);
        let mut elements = self.names();
        elements.extend([
            element("UploadId", self.target.upload_id().unwrap_or_default()),
            element("StorageClass", "Standard"),
            element("PartNumberMarker", &marker.to_string()),
            element("NextPartNumberMarker", &last.to_string()),
            element("MaxParts", &most.to_string()),
            element("IsTruncated", if rest.peek().is_some() { "true" } else { "false" }),
        ]);
        elements.extend(listed.iter().map(|(number, part)| listed_part(**number, part)));
        Ok(Delivery::whole(reply::success(&self.storage.tickets, document("ListPartsResult", &elements))))
    }

    pub(super) async fn complete(&self, body: &mut Incoming) -> Result<Delivery, Stop> {
        let list = match Limited::new(body, LIST_LIMIT).collect().await {
            Ok(list) => list.to_bytes(),
            Err(error) if error.is::<hyper::Error>() => return Err(Stop::Aborted(Abort::Close)),
            Err(_) => return Err(malformed().into()),
        };
        let listed = listed_parts(&list).filter(|listed| !listed.is_empty()).ok_or_else(malformed)?;
        let (chosen, headers) = self.storage.end_upload(self.target, |upload| {
            let chosen = upload.chosen(&listed)?;
            Ok((chosen, upload.headers.clone()))
        })?;
        let content = content::join(chosen).await.map_err(|_| Stop::Aborted(Abort::Close))?;
        let object = self.object(content.clone(), listed.len(), headers);
        let tag = object.tag();
        self.storage.put(self.target, object);
        let elements = [self.names(), vec![element("ETag", &format!("\"{tag}\""))]].concat();
        let xml = document("CompleteMultipartUploadResult", &elements);
        Ok(Delivery::whole(reply::stored(&self.storage.tickets, &content, &tag, xml)))
    }

    pub(super) fn abort(&self) -> Result<Delivery, Stop> {
        self.storage.end_upload(self.target, |_| Ok(()))?;
        let mut response = reply::success(&self.storage.tickets, String::new());
        *response.status_mut() = StatusCode::NO_CONTENT;
        Ok(Delivery::whole(response))
    }

    /// Bucket and key; the key is encoded if the request asks for it.
    fn names(&self) -> Vec<String> {
        let encoding = self.target.parameter("encoding-type").filter(|encoding| *encoding == "url");
        let key = if encoding.is_some() { percent::encode(&self.target.key) } else { self.target.key.clone() };
        let encoding = encoding.map(|encoding| element("EncodingType", encoding));
        let names = [element("Bucket", &self.target.bucket), element("Key", &key)];
        encoding.into_iter().chain(names).collect()
    }

    /// Parses a number among the parameters.
    fn number<T: std::str::FromStr>(&self, name: &str, default: T) -> Result<T, StorageRefusal> {
        let number = self.target.parameter(name).map_or(Ok(default), str::parse);
        number.map_err(|_| StorageRefusal::invalid_argument("Argument max-parts or part-number-marker is invalid."))
    }
}

fn malformed() -> StorageRefusal {
    let message = "The XML you provided was not well-formed or did not validate against our published schema.";
    StorageRefusal::new(400, "MalformedXML", message)
}

fn listed_part(number: u32, part: &Part) -> String {
    let checksum = part.content.checksum;
    let elements = [
        element("PartNumber", &number.to_string()),
        element("LastModified", &part.stored_at.replace('Z', ".000Z")),
        element("ETag", &format!("\"{}\"", part.content.tag())),
        element("Size", &checksum.length().to_string()),
        element("HashCrc64ecma", &checksum.value().to_string()),
    ];
    format!("  <Part>\n{}  </Part>\n", elements.concat())
}
