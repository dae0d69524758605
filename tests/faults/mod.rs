//! What the client does when things go wrong.

mod body;
mod building;
mod clock;
pub(crate) mod connecting;
mod head;
mod payload;
mod retry;
mod running;
mod status;
mod table;
mod unconnected;
