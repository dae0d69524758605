//! Answers operations that issue uploads, such as `CreateUploadStream`, and those that refresh one.

use std::collections::HashMap;
use std::sync::Mutex;

use serde_json::Value;

use super::super::answer::Answer;
use super::super::lock::locked;
use super::super::received::Call;

/// The bucket of all uploads.
const BUCKET: &str = "media";

/// Parameters and members of replies that identify a media asset.
const IDS: [&str; 3] = ["MediaId", "VideoId", "ImageId"];

/// The issued objects, by media id.
#[derive(Debug, Default)]
pub(in super::super) struct Uploads(Mutex<HashMap<String, String>>);

impl Uploads {
    /// Issues an upload: a new object, or for an operation called `Refresh..` the one that the media id stands for.
    pub(in super::super) fn answer(&self, call: &Call) -> Answer {
        let id = id_of(call);
        if !call.action().starts_with("Refresh") || locked(&self.0).contains_key(id.unwrap_or_default()) {
            let members = self.give_out(call).into_iter().map(|(name, value)| (name.to_owned(), Value::from(value)));
            return Answer::json(members.collect::<Value>());
        }
        let id = id.unwrap_or_default();
        let message = format!("The emulator issued no upload for the media \"{id}\": create one before refreshing it.");
        Answer::refusal(404, "InvalidMedia.NotFound", message)
    }

    /// Makes the members of a reply that issues an upload. ICE uses `MediaId`, vod `VideoId` or `ImageId`.
    pub(in super::super) fn give_out(&self, call: &Call) -> Vec<(&'static str, String)> {
        // Derived from the request id, so that a test can find the object of a call that it has seen.
        let made_up = call.request_id().replace('-', "").to_ascii_lowercase();
        let id = id_of(call).unwrap_or(&made_up);
        let known = locked(&self.0).get(id).cloned().filter(|_| call.action().starts_with("Refresh"));
        let new = || format!("stream/{made_up}.{}", extension(call).unwrap_or_else(|| "mp4".to_owned()));
        let key = known.unwrap_or_else(new);
        locked(&self.0).insert(id.to_owned(), key.clone());
        let ticket = call.ticket(BUCKET, &key);
        let urls = ["FileURL", "MediaURL", "ImageURL"].map(|name| (name, ticket.file_url().to_owned()));
        let mut members: Vec<_> = IDS.map(|name| (name, id.to_owned())).into_iter().chain(urls).collect();
        members.push(("UploadAddress", ticket.upload_address().to_owned()));
        members.push(("UploadAuth", ticket.upload_auth().to_owned()));
        members
    }
}

/// The media id that the call is about.
fn id_of(call: &Call) -> Option<&str> {
    IDS.iter().find_map(|name| call.parameter(name)).filter(|id| !id.is_empty())
}

/// The file extension from the caller, in one of the parameters that operations have for it.
fn extension(call: &Call) -> Option<String> {
    let named = ["FileExtension", "ImageExt", "MediaExt"].iter().find_map(|name| call.parameter(name));
    let of_file = |name: &str| name.rsplit_once('.').map(|(_, extension)| extension.to_owned());
    let info = || serde_json::from_str::<Value>(call.parameter("FileInfo")?).ok();
    let extension = named.map(str::to_owned);
    let extension = extension.or_else(|| Some(info()?.get("Ext")?.as_str()?.to_owned()));
    let extension = extension.or_else(|| call.parameter("FileName").and_then(of_file))?;
    let is_plain = !extension.is_empty() && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_plain.then(|| extension.to_ascii_lowercase())
}
