//! What the client does when things go wrong.

mod body;
mod connecting;
mod head;
mod payload;
mod status;
mod table;
