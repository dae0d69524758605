//! Uploads: the object of a ticket, under its keys, whole or not at all.
