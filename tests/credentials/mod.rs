//! Credentials: the cache, each provider against loopback peers and temporary homes, the default chain.

mod cache;
