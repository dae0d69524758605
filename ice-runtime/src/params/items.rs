//! The items of a joined list, as one string that splits back into the same items.

use std::fmt;

use super::error::ParamError;

/// Collects the items of a joined list.
pub struct ListItems {
    name: &'static str,
    separator: &'static str,
    /// `None` until the first item.
    text: Option<String>,
    /// Where the last item starts.
    latest: usize,
}

impl ListItems {
    pub(super) fn new(name: &'static str, separator: &'static str) -> Self {
        Self { name, separator, text: None, latest: 0 }
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn push_text(&mut self, item: &str) -> Result<(), ParamError> {
        if self.separator.is_empty() {
            return Err(ParamError::new(self.name, "the separator is empty: write one like `,`"));
        }
        if item.contains(self.separator) {
            let reason = format_args!(
                "an item contains the separator `{}`: use another separator, or `#[ice(json)]` if the service takes JSON",
                self.separator
            );
            return Err(ParamError::new(self.name, reason));
        }
        let Some(text) = &mut self.text else {
            self.text = Some(item.to_owned());
            return Ok(());
        };
        let end = text.len();
        text.push_str(self.separator);
        // An item `a|` before the separator `||` would be read as `a`.
        if text.get(self.latest..).and_then(|latest| latest.find(self.separator)) != Some(end - self.latest) {
            let reason = format_args!("an item ends with the start of the separator `{}`", self.separator);
            return Err(ParamError::new(self.name, reason));
        }
        self.latest = text.len();
        text.push_str(item);
        Ok(())
    }

    pub(super) fn into_text(self) -> Option<String> {
        self.text
    }
}

impl fmt::Debug for ListItems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListItems").field("name", &self.name).finish_non_exhaustive()
    }
}
