//! The body of a reply as it arrives, up to a limit.

use bytes::Bytes;

/// The body received so far. A single chunk, the usual case, is not copied.
pub(super) struct ReplyBody {
    first: Bytes,
    /// The first chunk and all later ones, once there is more than one.
    rest: Vec<u8>,
    limit: usize,
}

impl ReplyBody {
    pub(super) fn new(limit: usize) -> Self {
        Self { first: Bytes::new(), rest: Vec::new(), limit }
    }

    /// Appends a chunk, or as much of it as the limit allows. Returns whether all of it fit.
    pub(super) fn take(&mut self, mut chunk: Bytes) -> bool {
        let room = self.limit.saturating_sub(self.len());
        let fits = chunk.len() <= room;
        chunk.truncate(room);
        if self.len() == 0 {
            self.first = chunk;
        } else {
            let first = std::mem::take(&mut self.first);
            self.reserve(first.len() + chunk.len());
            self.rest.extend_from_slice(&first);
            self.rest.extend_from_slice(&chunk);
        }
        fits
    }

    /// Doubles the capacity up to the limit, so that while it grows the body and its copy stay under twice the limit.
    fn reserve(&mut self, more: usize) {
        let needed = self.rest.len() + more;
        if needed > self.rest.capacity() {
            let wanted = needed.max((2 * self.rest.capacity()).min(self.limit));
            self.rest.reserve_exact(wanted - self.rest.len());
        }
    }

    fn len(&self) -> usize {
        self.first.len() + self.rest.len()
    }

    pub(super) fn into_bytes(self) -> Bytes {
        if self.rest.is_empty() { self.first } else { self.rest.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(limit: usize, chunks: &[&'static str]) -> (Bytes, bool) {
        let mut body = ReplyBody::new(limit);
        let all = chunks.iter().all(|chunk| body.take(Bytes::from_static(chunk.as_bytes())));
        (body.into_bytes(), all)
    }

    #[test]
    fn a_body_as_large_as_the_limit_is_read() {
        assert_eq!(filled(9, &[]), (Bytes::new(), true));
        assert_eq!(filled(9, &["abc", "", "def", "ghi"]), (Bytes::from("abcdefghi"), true));
        assert_eq!(filled(9, &["", "abc"]), (Bytes::from("abc"), true));
        assert_eq!(filled(8, &["abc", "def", "ghi"]), (Bytes::from("abcdefgh"), false));
        assert_eq!(filled(2, &["abc", "def"]), (Bytes::from("ab"), false));
        assert_eq!(filled(0, &["abc"]), (Bytes::new(), false));
    }

    #[test]
    fn memory_never_grows_beyond_the_limit() {
        let mut body = ReplyBody::new(1000);
        while body.take(Bytes::from_static(b"1234567")) {
            assert!(body.rest.capacity() <= 1000, "{}", body.rest.capacity());
        }
        assert_eq!(body.len(), 1000);
    }
}
