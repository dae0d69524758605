//! Documents as the emulator uses them.

use std::sync::Arc;

use http::Method;

use super::super::answer::Answer;
use super::super::arrived::Arrived;
use super::super::document::{Document, Documented};
use super::super::received::Call;
use super::super::refusal::Refusal;
use super::super::scripts::pages::{TOKENS, is_page_number};
use super::super::scripts::uploads::Uploads;
use super::{living, reply, request};
use crate::api_docs::{ApiDocs, OperationDoc};
use crate::facts::{self, Metadata};

/// A document, and the uploads that the emulator issued.
pub(in super::super) struct DocsOf {
    pub(in super::super) docs: ApiDocs,
    pub(in super::super) uploads: Arc<Uploads>,
}

impl Document for DocsOf {
    fn product(&self) -> &str {
        self.docs.product()
    }

    fn version(&self) -> &str {
        self.docs.version()
    }

    fn operation(&self, action: &str) -> Option<Box<dyn Documented + '_>> {
        let operation = self.docs.operation(action)?;
        Some(Box::new(OperationOf { docs: &self.docs, operation, uploads: &self.uploads }))
    }
}

struct OperationOf<'a> {
    docs: &'a ApiDocs,
    operation: &'a OperationDoc,
    uploads: &'a Uploads,
}

impl Documented for OperationOf<'_> {
    fn is_anonymous(&self) -> bool {
        self.operation.anonymous
    }

    /// Nearly every operation accepts both methods.
    fn takes(&self, method: &Method) -> bool {
        method == Method::GET || (method == Method::POST && self.operation.method == facts::Method::Post)
    }

    fn check(&self, arrived: &Arrived, declared: Option<&Metadata>) -> Result<(), Refusal> {
        request::check(self.docs, self.operation, arrived, declared)
    }

    fn answer(&self, call: &Call) -> Answer {
        let mut reply = reply::reply(self.operation, self.docs.schemas());
        let turns_pages = |name: &str| TOKENS.contains(&name) || is_page_number(name);
        if self.operation.parameters.iter().any(|parameter| turns_pages(&parameter.name)) {
            living::make_only_page(&mut reply, call);
        }
        living::enliven(&mut reply, call, self.uploads);
        Answer::json(reply)
    }
}
