//! The keys that an upload is signed with: those of a ticket, refreshed where somebody knows how, or those of the client.

use std::time::{Duration, SystemTime};

use tokio::sync::Mutex;

use crate::error::{Error, UploadFailure};
use crate::keys::{CachedCredentials, Credentials};
use crate::tickets::UploadAuth;
use crate::transport::BoxFuture;

/// A ticket is not used in this last part of its life.
const EXPIRY_MARGIN: Duration = Duration::from_secs(60);

/// Fetches new keys for the same object.
pub(super) type Refresh<'a> = Box<dyn Fn() -> BoxFuture<'a, Result<UploadAuth, Error>> + Send + Sync + 'a>;

/// Where keys come from.
pub(super) enum Keys<'a> {
    Ticket { current: Mutex<UploadAuth>, refresh: Option<Refresh<'a>> },
    Client(CachedCredentials),
}

/// What came of asking for other keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Renewal {
    Fetched,
    /// Another request has had them fetched already.
    OfAnother,
    /// There are none.
    None,
}

impl Keys<'_> {
    /// Keys to sign with at `now`.
    pub(super) async fn get(&self, now: SystemTime) -> Result<Credentials, UploadFailure> {
        match self {
            Self::Client(credentials) => credentials.get().await.map_err(|error| UploadFailure::Request(error.into())),
            Self::Ticket { current, refresh } => {
                let mut current = current.lock().await;
                if is_over(&current, now) {
                    *current = fresh(refresh.as_ref(), None).await?;
                }
                current.credentials().map_err(UploadFailure::Request)
            }
        }
    }

    /// Takes others in place of keys that the storage refused in this error.
    pub(super) async fn renew(&self, refused: &Credentials, error: &Error) -> Result<Renewal, UploadFailure> {
        match self {
            Self::Client(credentials) if credentials.refuse(refused) => Ok(Renewal::Fetched),
            Self::Client(_) => Ok(Renewal::None),
            Self::Ticket { current, refresh } => {
                let mut current = current.lock().await;
                if current.credentials().is_ok_and(|current| current != *refused) {
                    return Ok(Renewal::OfAnother);
                }
                *current = fresh(refresh.as_ref(), Some(error)).await?;
                Ok(Renewal::Fetched)
            }
        }
    }

    /// The keys that are at hand.
    pub(super) fn at_hand(&self) -> Option<Credentials> {
        match self {
            Self::Client(credentials) => credentials.current(),
            Self::Ticket { current, .. } => current.try_lock().ok()?.credentials().ok(),
        }
    }
}

/// Whether a ticket is in the last part of its life.
fn is_over(ticket: &UploadAuth, now: SystemTime) -> bool {
    // Its end may have been counted by this machine's clock or by the service's: it is over where both say so.
    let now = now.min(SystemTime::now());
    ticket.expires_at().is_some_and(|end| end.duration_since(now).unwrap_or_default() < EXPIRY_MARGIN)
}

async fn fresh(refresh: Option<&Refresh<'_>>, refusal: Option<&Error>) -> Result<UploadAuth, UploadFailure> {
    match refresh {
        Some(refresh) => refresh().await.map_err(UploadFailure::Refresh),
        None => Err(UploadFailure::KeysExpired(refusal.cloned())),
    }
}
