//! What the client does when things go wrong.

mod blocking;
mod body;
mod building;
mod clock;
pub(crate) mod connecting;
mod head;
mod load;
mod payload;
mod retry;
mod running;
mod status;
mod table;
mod transport;
mod unconnected;
