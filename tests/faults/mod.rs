//! What the client does when things go wrong.

mod blocking;
mod body;
mod building;
mod clock;
pub(crate) mod connecting;
mod head;
mod load;
mod log;
mod payload;
mod rate;
mod retry;
mod running;
mod status;
mod table;
mod time_limits;
mod transport;
mod unconnected;
