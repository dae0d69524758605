//! Where a walk goes after a page, decided from the request and the reply alone.

use crate::page::Position;

/// What a page says about the pages after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageFacts<'a> {
    pub(super) token: Option<&'a str>,
    pub(super) total: Option<u64>,
    pub(super) len: usize,
}

/// What comes after a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    End,
    Turn(Position),
    /// The page returned the token that it was requested with.
    Repeated,
}

/// How the pages of one list follow one another. The first reply decides.
#[derive(Debug, Default)]
pub(super) struct Course {
    kind: Option<Kind>,
    /// How many items have been seen, including those of the pages before the start; `None` before the first page.
    seen: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Token,
    Number,
}

impl Course {
    /// Decides what comes after `page`, which was requested with `asked`.
    pub(super) fn after(&mut self, asked: &Position, page: PageFacts<'_>) -> Next {
        let token = page.token.filter(|token| !token.is_empty());
        let of_reply = if token.is_some() { Kind::Token } else { Kind::Number };
        let kind = match asked {
            // A walk that starts at a token continues one that went by token.
            Position::Token(_) | Position::Both(..) => Kind::Token,
            _ => *self.kind.get_or_insert(of_reply),
        };
        match kind {
            Kind::Token => token.map_or(Next::End, |token| by_token(asked, token)),
            Kind::Number => self.by_number(asked, page),
        }
    }

    /// Like [`after`](Self::after), for an operation that takes no token.
    pub(super) fn by_number(&mut self, asked: &Position, page: PageFacts<'_>) -> Next {
        self.kind = Some(Kind::Number);
        let number = number_of(asked);
        let len = u64::try_from(page.len).unwrap_or(u64::MAX);
        // A walk may start in the middle. Earlier pages are not shorter, so at least this many items were skipped.
        let before = self.seen.unwrap_or_else(|| number.saturating_sub(1).saturating_mul(len));
        let seen = before.saturating_add(len);
        self.seen = Some(seen);
        // A total below what was seen is wrong, so only an empty page ends the walk then.
        if page.len == 0 || page.total == Some(seen) {
            return Next::End;
        }
        Next::Turn(Position::Number(number.saturating_add(1)))
    }
}

fn by_token(asked: &Position, token: &str) -> Next {
    match asked {
        Position::Token(before) | Position::Both(before, _) if before == token => Next::Repeated,
        // The number is for operations that need both; the others use just the token.
        _ => Next::Turn(Position::Both(token.to_owned(), number_of(asked).saturating_add(1))),
    }
}

/// Returns the number of the page; the first page is number 1.
fn number_of(position: &Position) -> u64 {
    match position {
        Position::Start | Position::Token(_) => 1,
        Position::Number(number) | Position::Both(_, number) => *number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(token: Option<&str>, total: Option<u64>, len: usize) -> PageFacts<'_> {
        PageFacts { token, total, len }
    }

    fn token(token: &str) -> Position {
        Position::Token(token.to_owned())
    }

    /// A token, with the number of a walk that does not count pages.
    fn both(token: &str) -> Position {
        Position::Both(token.to_owned(), 2)
    }

    #[test]
    fn a_token_is_followed_until_a_reply_brings_none() {
        let mut course = Course::default();
        assert_eq!(course.after(&Position::Start, page(Some("a"), Some(1), 1)), Next::Turn(both("a")));
        assert_eq!(course.after(&token("a"), page(Some("b"), Some(1), 0)), Next::Turn(both("b")), "an empty page");
        assert_eq!(course.after(&token("b"), page(Some(""), Some(9), 1)), Next::End);
        assert_eq!(course.after(&token("b"), page(None, Some(9), 1)), Next::End);
    }

    #[test]
    fn a_token_that_comes_back_is_told_from_a_new_one() {
        assert_eq!(Course::default().after(&token("a"), page(Some("a"), None, 3)), Next::Repeated);
        let both = Position::Both("a".to_owned(), 2);
        assert_eq!(Course::default().after(&both, page(Some("a"), None, 3)), Next::Repeated);
    }

    #[test]
    fn numbers_end_at_the_total_or_at_an_empty_page() {
        let mut course = Course::default();
        assert_eq!(course.after(&Position::Number(1), page(None, Some(4), 2)), Next::Turn(Position::Number(2)));
        assert_eq!(course.after(&Position::Number(2), page(None, Some(4), 2)), Next::End);
        let mut course = Course::default();
        assert_eq!(course.after(&Position::Start, page(None, None, 2)), Next::Turn(Position::Number(2)));
        assert_eq!(course.after(&Position::Number(2), page(None, None, 0)), Next::End);
    }

    #[test]
    fn a_total_below_what_was_seen_does_not_end_the_walk() {
        let mut course = Course::default();
        assert_eq!(course.after(&Position::Number(1), page(None, Some(0), 2)), Next::Turn(Position::Number(2)));
        assert_eq!(course.after(&Position::Number(2), page(None, Some(0), 0)), Next::End);
    }

    #[test]
    fn pages_before_the_first_count_as_seen() {
        let mut course = Course::default();
        assert_eq!(course.after(&Position::Number(3), page(None, Some(25), 10)), Next::Turn(Position::Number(4)));
        assert_eq!(Course::default().after(&Position::Number(3), page(None, Some(30), 10)), Next::End);
    }

    #[test]
    fn a_page_that_is_longer_than_the_one_before_counts_once() {
        let mut course = Course::default();
        assert_eq!(course.after(&Position::Number(1), page(None, Some(6), 1)), Next::Turn(Position::Number(2)));
        assert_eq!(course.after(&Position::Number(2), page(None, Some(6), 3)), Next::Turn(Position::Number(3)));
        assert_eq!(course.after(&Position::Number(3), page(None, Some(6), 2)), Next::End);
    }

    #[test]
    fn a_walk_by_number_passes_over_tokens_that_come_later() {
        let mut course = Course::default();
        assert_eq!(course.after(&Position::Number(1), page(None, None, 2)), Next::Turn(Position::Number(2)));
        assert_eq!(course.after(&Position::Number(2), page(Some("a"), None, 2)), Next::Turn(Position::Number(3)));
    }

    #[test]
    fn the_number_is_counted_beside_the_token() {
        let second = Position::Both("b".to_owned(), 3);
        let first = Position::Both("a".to_owned(), 2);
        assert_eq!(
            Course::default().after(&Position::Number(1), page(Some("a"), Some(9), 2)),
            Next::Turn(first.clone())
        );
        assert_eq!(Course::default().after(&first, page(Some("b"), Some(9), 2)), Next::Turn(second));
        assert_eq!(Course::default().after(&first, page(None, Some(9), 2)), Next::End);
    }
}
