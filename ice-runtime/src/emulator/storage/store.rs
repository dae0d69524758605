//! The storage's state: objects, parts of unfinished uploads, and records of requests. It does no I/O.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use http::HeaderMap;

use super::super::fault::Fault;
use super::super::lock::locked;
use super::super::panics::quoted;
use super::super::tickets::Tickets;
use super::records::{Content, StorageRequest, StoredObject, StoredPart, UnfinishedUpload};
use super::refusal::StorageRefusal;
use super::target::{StorageOperation, Target};

/// The minimum size of every part but the last, in bytes.
const SMALLEST_PART: u64 = 100 << 10;

/// Chooses the fault for a request.
pub(in super::super) type Script = Box<dyn Fn(&StorageRequest) -> Option<Fault> + Send + Sync>;

pub(in super::super) struct Storage {
    pub(super) tickets: Arc<Tickets>,
    /// Where bytes are kept; `None` if they are discarded.
    pub(super) folder: Option<PathBuf>,
    script: Option<Script>,
    /// Faults for the next request of any operation, or of a certain one.
    faults: Mutex<VecDeque<(Option<StorageOperation>, Fault)>>,
    requests: Mutex<Vec<StorageRequest>>,
    objects: Mutex<HashMap<(String, String), StoredObject>>,
    /// By upload id.
    uploads: Mutex<BTreeMap<String, Upload>>,
}

/// A multipart upload.
pub(super) struct Upload {
    bucket: String,
    key: String,
    pub(super) headers: HeaderMap,
    pub(super) parts: BTreeMap<u32, Part>,
}

#[derive(Clone)]
pub(super) struct Part {
    pub(super) content: Content,
    pub(super) stored_at: String,
}

impl Storage {
    pub(in super::super) fn new(tickets: Arc<Tickets>, folder: Option<PathBuf>, script: Option<Script>) -> Self {
        Self {
            tickets,
            folder,
            script,
            faults: Mutex::default(),
            requests: Mutex::default(),
            objects: Mutex::default(),
            uploads: Mutex::default(),
        }
    }

    /// Queues a fault for the next request of any operation, or of this one.
    pub(in super::super) fn plan(&self, operation: Option<StorageOperation>, fault: Fault) {
        locked(&self.faults).push_back((operation, fault));
    }

    /// Takes the fault for this request: one queued for its operation, else one queued for any, else the script's.
    pub(super) fn fault(&self, request: &StorageRequest) -> Option<Fault> {
        let mut faults = locked(&self.faults);
        let own = faults.iter().position(|(operation, _)| *operation == Some(request.operation));
        let next = own.or_else(|| faults.iter().position(|(operation, _)| operation.is_none()));
        let planned = next.and_then(|at| faults.remove(at)).map(|(_, fault)| fault);
        drop(faults);
        planned.or_else(|| {
            let script = self.script.as_ref()?;
            quoted("the function given to `upload_faults`", || script(request))
                .unwrap_or_else(|panicked| Some(Fault::Answer(panicked)))
        })
    }

    /// Records a request, and numbers it.
    pub(super) fn note(&self, request: &mut StorageRequest) {
        let mut requests = locked(&self.requests);
        request.number = requests.len() as u64 + 1;
        requests.push(request.clone());
    }

    /// Adds the outcome to the record of a request.
    pub(super) fn note_reply(&self, number: u64, status: u16, refused: Option<&str>) {
        let mut requests = locked(&self.requests);
        if let Some(request) = requests.iter_mut().find(|request| request.number == number) {
            (request.status, request.refused) = (Some(status), refused.map(str::to_owned));
        }
    }

    pub(in super::super) fn requests(&self) -> Vec<StorageRequest> {
        locked(&self.requests).clone()
    }

    pub(in super::super) fn object(&self, bucket: &str, key: &str) -> Option<StoredObject> {
        locked(&self.objects).get(&(bucket.to_owned(), key.to_owned())).cloned()
    }

    pub(super) fn put(&self, target: &Target, object: StoredObject) {
        locked(&self.objects).insert((target.bucket.clone(), target.key.clone()), object);
    }

    /// Begins a multipart upload.
    pub(super) fn begin(&self, target: &Target, headers: HeaderMap) -> String {
        let id = self.tickets.unique().get(..32).unwrap_or_default().to_ascii_uppercase();
        let (bucket, key) = (target.bucket.clone(), target.key.clone());
        let upload = Upload { bucket, key, headers, parts: BTreeMap::new() };
        locked(&self.uploads).insert(id.clone(), upload);
        id
    }

    /// Calls `work` with the upload that the request belongs to.
    pub(super) fn with_upload<T>(
        &self,
        target: &Target,
        work: impl FnOnce(&mut Upload) -> Result<T, StorageRefusal>,
    ) -> Result<T, StorageRefusal> {
        let mut uploads = locked(&self.uploads);
        let upload = target.upload_id().and_then(|id| uploads.get_mut(id));
        let upload = upload.filter(|upload| upload.bucket == target.bucket && upload.key == target.key);
        upload.ok_or_else(StorageRefusal::no_such_upload).and_then(work)
    }

    /// Ends the upload that the request belongs to if `work` succeeds.
    pub(super) fn end_upload<T>(
        &self,
        target: &Target,
        work: impl FnOnce(&Upload) -> Result<T, StorageRefusal>,
    ) -> Result<T, StorageRefusal> {
        let done = self.with_upload(target, |upload| work(upload))?;
        let ended = locked(&self.uploads).remove(target.upload_id().unwrap_or_default());
        ended.map(|_| done).ok_or_else(StorageRefusal::no_such_upload)
    }

    pub(in super::super) fn unfinished(&self) -> Vec<UnfinishedUpload> {
        let part = |(number, part): (&u32, &Part)| StoredPart {
            number: *number,
            len: part.content.checksum.length(),
            crc64: part.content.checksum.value(),
        };
        let uploads = locked(&self.uploads);
        let unfinished = uploads.iter().map(|(id, upload)| UnfinishedUpload {
            bucket: upload.bucket.clone(),
            key: upload.key.clone(),
            upload_id: id.clone(),
            parts: upload.parts.iter().map(part).collect(),
        });
        unfinished.collect()
    }
}

impl Upload {
    /// Returns the listed parts if all of them exist, are in order, and none but the last is too small.
    pub(super) fn chosen(&self, listed: &[(u32, String)]) -> Result<Vec<Content>, StorageRefusal> {
        if !listed.is_sorted_by(|a, b| a.0 < b.0) {
            let message = "The list of parts was not in ascending order. Parts list must specified in order by part \
                           number.";
            return Err(StorageRefusal::new(400, "InvalidPartOrder", message));
        }
        let part = |(number, tag): &(u32, String)| {
            let part = self.parts.get(number).filter(|part| part.content.tag() == *tag);
            part.map(|part| part.content.clone()).ok_or_else(|| {
                let message = "One or more of the specified parts could not be found or the specified entity tag might \
                               not have matched the part's entity tag.";
                StorageRefusal::new(400, "InvalidPart", message)
            })
        };
        let chosen = listed.iter().map(part).collect::<Result<Vec<_>, _>>()?;
        let all_but_last = chosen.split_last().map_or(&[][..], |(_, rest)| rest);
        if all_but_last.iter().any(|part| part.checksum.length() < SMALLEST_PART) {
            let message = "Your proposed upload smaller than the minimum allowed size.";
            return Err(StorageRefusal::new(400, "EntityTooSmall", message));
        }
        Ok(chosen)
    }
}
