//! A downstream crate that has renamed the runtime, has no serde of its own, and denies every warning.
#![deny(warnings, missing_docs, unused_qualifications, clippy::pedantic)]

use video::{IceEnum, IcePage, ice_operation};

/// Lists media.
#[ice_operation(action = "ListMedia", crate = ::video, response = ())]
#[derive(Debug, Clone, Default)]
pub struct ListMedia {
    /// Which ones.
    pub status: Option<Status>,
    /// By their ids.
    #[ice(join = ",")]
    pub media_ids: Vec<String>,
    /// Under these tags.
    #[ice(json, body)]
    pub tags: Option<Vec<String>>,
    /// At most so many.
    #[ice(with = small)]
    pub page_size: Option<u64>,
    /// Once.
    #[ice(idempotency_token)]
    pub client_token: Option<String>,
}

#[allow(clippy::ref_option, reason = "`with` hands over the whole field")]
fn small(number: &Option<u64>) -> Option<u64> {
    number.map(|number| number.min(100))
}

/// How far a medium is.
#[derive(Debug, Clone, PartialEq, Eq, IceEnum)]
#[ice(crate = ::video, ignore_case)]
pub enum Status {
    /// Ready.
    Normal,
    /// Not ready.
    #[ice(rename = "in-progress")]
    InProgress,
    /// Something new.
    #[ice(other)]
    Other(String),
}

/// What this crate's users write, with the runtime where they find it.
#[macro_export]
macro_rules! declare {
    ($(#[$meta:meta])* $visibility:vis struct $name:ident = $action:literal { $($field:ident: $type:ty = $wire:expr),* $(,)? }) => {
        $(#[$meta])*
        #[$crate::reexported::ice_operation(action = $action, crate = $crate::reexported, response = ())]
        $visibility struct $name {
            $(
                #[doc = concat!("Sent as `", $wire, "`.")]
                #[ice(rename = $wire)]
                $visibility $field: $type,
            )*
        }
    };
}

/// The runtime, for the macro above.
pub mod reexported {
    pub use video::*;
}

declare! {
    /// Deletes media.
    #[derive(Debug)]
    pub struct DeleteMedia = "DeleteMedia" {
        ids: String = "MediaIDs",
        force: Option<bool> = "Force",
    }
}

/// Media, and how many there are.
#[derive(Debug, Clone, IcePage)]
#[ice(crate = ::video)]
pub struct MediaPage {
    /// On all pages.
    pub total: Option<u32>,
    /// On this page.
    #[ice(items)]
    pub media_ids: Option<Vec<String>>,
}

#[cfg(test)]
mod tests {
    use super::{DeleteMedia, ListMedia, MediaPage, Status};
    use video::{Operation as _, Page as _};

    #[test]
    fn operations_can_be_declared_under_another_name_of_the_crate() {
        let names = |parameters: &[video::Parameter]| parameters.iter().map(|one| one.name).collect::<Vec<_>>();
        let listed = names(ListMedia::METADATA.parameters);
        assert_eq!(listed, ["ClientToken", "MediaIds", "PageSize", "Status", "Tags"]);
        assert_eq!(names(DeleteMedia::METADATA.parameters), ["Force", "MediaIDs"]);
        assert_eq!("IN-PROGRESS".parse(), Ok(Status::InProgress));
        let page = MediaPage { total: Some(3), media_ids: Some(vec!["20b48fb0".to_owned()]) };
        assert_eq!((page.len(), page.total(), page.next_token()), (1, Some(3), None));
    }
}
