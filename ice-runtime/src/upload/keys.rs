//! The credentials that an upload is signed with: a ticket's, refreshed if a refresh is set, or the client's.

use std::time::{Duration, SystemTime};

use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::error::{CredentialsError, Error, UploadFailure};
use crate::keys::{CachedCredentials, Credentials};
use crate::tickets::UploadAuth;
use crate::transport::BoxFuture;

/// A ticket is not used in this last part of its lifetime.
const EXPIRY_MARGIN: Duration = Duration::from_secs(60);
/// How long a refresh may take.
const REFRESH_TIMEOUT: Duration = Duration::from_secs(90);
/// How often the credentials of one request may be refused. Other requests may use up a ticket before its turn comes.
const MOST_REFUSALS: u32 = 10;

/// Fetches new credentials for the same object.
pub(super) type Refresh<'a> = Box<dyn Fn() -> BoxFuture<'a, Result<UploadAuth, Error>> + Send + Sync + 'a>;

/// Where the credentials come from.
pub(super) enum Keys<'a> {
    Ticket(Mutex<Ticket<'a>>),
    Client(CachedCredentials),
}

/// The credentials of a ticket, and how to get new ones.
pub(super) struct Ticket<'a> {
    auth: UploadAuth,
    refresh: Option<Refresh<'a>>,
    /// Whether the credentials come from a refresh and the storage has yet to accept them.
    is_untried: bool,
    /// Whether only the storage can tell when they expire: they already looked expired when a refresh returned them.
    is_undated: bool,
}

impl<'a> Keys<'a> {
    pub(super) fn of_ticket(auth: UploadAuth, refresh: Option<Refresh<'a>>) -> Self {
        Self::Ticket(Mutex::new(Ticket { auth, refresh, is_untried: false, is_undated: false }))
    }

    /// Returns credentials to sign with at `now`.
    pub(super) async fn get(&self, now: SystemTime) -> Result<Credentials, UploadFailure> {
        match self {
            Self::Client(credentials) => credentials.get().await.map_err(|error| UploadFailure::Request(error.into())),
            Self::Ticket(ticket) => {
                let mut ticket = ticket.lock().await;
                if !ticket.is_undated && is_over(&ticket.auth, now) {
                    ticket.renew(None).await?;
                    ticket.is_undated = is_over(&ticket.auth, now);
                }
                ticket.auth.credentials().map_err(UploadFailure::Request)
            }
        }
    }

    /// Records that the storage accepted these credentials.
    pub(super) async fn accepted(&self, accepted: &Credentials) {
        if let Self::Ticket(ticket) = self {
            let mut ticket = ticket.lock().await;
            ticket.is_untried &= !ticket.has(accepted);
        }
    }

    /// Returns whether there are others to replace those that the storage refused with this error, the request's
    /// `number`th such refusal. A ticket that is refused before any request succeeded with it is not refreshed again.
    pub(super) async fn renew(&self, refused: &Credentials, error: &Error, number: u32) -> Result<bool, UploadFailure> {
        match self {
            Self::Client(credentials) => Ok(number == 1 && credentials.refuse(refused)),
            Self::Ticket(ticket) => {
                let mut ticket = ticket.lock().await;
                if number > MOST_REFUSALS || (ticket.has(refused) && ticket.is_untried) {
                    return Err(UploadFailure::KeysExpired(Some(error.clone())));
                }
                if ticket.has(refused) {
                    ticket.renew(Some(error)).await?;
                }
                Ok(true)
            }
        }
    }

    /// Returns the current credentials.
    pub(super) fn at_hand(&self) -> Option<Credentials> {
        match self {
            Self::Client(credentials) => credentials.current(),
            Self::Ticket(ticket) => ticket.try_lock().ok()?.auth.credentials().ok(),
        }
    }
}

impl Ticket<'_> {
    fn has(&self, credentials: &Credentials) -> bool {
        self.auth.credentials().is_ok_and(|own| own == *credentials)
    }

    /// Takes the credentials from a refresh; `refusal` is why the current ones are of no use.
    async fn renew(&mut self, refusal: Option<&Error>) -> Result<(), UploadFailure> {
        let Some(refresh) = &self.refresh else { return Err(UploadFailure::KeysExpired(refusal.cloned())) };
        let refreshed = timeout(REFRESH_TIMEOUT, refresh()).await.unwrap_or_else(|_| {
            let problem = format_args!("the refresh of the upload took more than {} s", REFRESH_TIMEOUT.as_secs());
            Err(CredentialsError::new(problem).into())
        });
        self.auth = refreshed.map_err(UploadFailure::Refresh)?;
        (self.is_untried, self.is_undated) = (true, false);
        Ok(())
    }
}

/// Returns whether a ticket is in the last part of its lifetime.
fn is_over(ticket: &UploadAuth, now: SystemTime) -> bool {
    // Its expiry may have been computed from this machine's clock or the service's: it is over if both say so.
    let now = now.min(SystemTime::now());
    ticket.expires_at().is_some_and(|end| end.duration_since(now).unwrap_or_default() < EXPIRY_MARGIN)
}
