//! The names of all options: a written name comes in, what was probably meant comes out.

/// Where an option is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// `#[ice_operation(..)]` on a struct.
    Operation,
    /// `#[ice(..)]` on a field of an operation.
    Field,
    /// `#[ice(..)]` on an `IceEnum`.
    Enum,
    /// `#[ice(..)]` on a variant of an `IceEnum`.
    Variant,
}

/// An option's name, and a value to show (empty for a flag).
pub(crate) struct Key {
    /// The name as it is written.
    pub(crate) name: &'static str,
    /// A value as it is written.
    pub(crate) example: &'static str,
}

impl Key {
    /// The option as a user would write it.
    pub(crate) fn usage(&self) -> String {
        if self.example.is_empty() {
            self.name.to_owned()
        } else {
            format!("{} = {}", self.name, self.example)
        }
    }
}

const fn key(name: &'static str, example: &'static str) -> Key {
    Key { name, example }
}

static OPERATION: [Key; 9] = [
    key("action", "\"CreateUploadStream\""),
    key("response", "CreateUploadStreamResponse"),
    key("version", "\"2020-11-09\""),
    key("product", "\"ice\""),
    key("method", "POST"),
    key("regions", "[\"cn-shanghai\"]"),
    key("anonymous", ""),
    key("retry", "safe"),
    key("crate", "::ice_runtime"),
];

static FIELD: [Key; 9] = [
    key("rename", "\"MediaURL\""),
    key("json", ""),
    key("flat", ""),
    key("join", "\",\""),
    key("with", "path::to::function"),
    key("body", ""),
    key("idempotency_token", ""),
    key("reserved", ""),
    key("skip", ""),
];

static ENUM: [Key; 2] = [key("ignore_case", ""), key("crate", "::ice_runtime")];

static VARIANT: [Key; 2] = [key("rename", "\"4K\""), key("other", "")];

/// What a written name stands for.
pub(crate) enum Meaning {
    /// An option of this level.
    Known(&'static Key),
    /// Nearly an option of this level.
    Misspelt(&'static Key),
    /// An option of another level.
    Elsewhere(Level),
    /// Nothing that is known.
    Unknown,
}

impl Level {
    /// The options of this level.
    pub(crate) fn keys(self) -> &'static [Key] {
        match self {
            Self::Operation => &OPERATION,
            Self::Field => &FIELD,
            Self::Enum => &ENUM,
            Self::Variant => &VARIANT,
        }
    }

    /// What an option without a name counts as.
    pub(crate) fn positional(self) -> Option<&'static Key> {
        match self {
            Self::Operation => OPERATION.first(),
            Self::Field => FIELD.first(),
            Self::Enum => None,
            Self::Variant => VARIANT.first(),
        }
    }

    /// The levels where a misplaced option is looked for, the likeliest first.
    fn others(self) -> [Self; 3] {
        match self {
            Self::Operation => [Self::Field, Self::Variant, Self::Enum],
            Self::Field => [Self::Operation, Self::Variant, Self::Enum],
            Self::Enum => [Self::Variant, Self::Operation, Self::Field],
            Self::Variant => [Self::Enum, Self::Field, Self::Operation],
        }
    }

    /// How an unknown option of this level is called.
    pub(crate) fn option(self) -> &'static str {
        match self {
            Self::Operation | Self::Enum => "option",
            Self::Field => "field option",
            Self::Variant => "variant option",
        }
    }

    /// Says where `written`, an option of this level called `name`, belongs.
    pub(crate) fn belongs(self, name: &str, written: &str) -> String {
        match self {
            Self::Operation => {
                format!("`{name}` is an option of the operation: write `#[ice_operation({written})]`")
            }
            Self::Field => {
                format!("`{name}` is a field option: write `#[ice({written})]` on the field")
            }
            Self::Enum => {
                format!("`{name}` is an option of the enum: write `#[ice({written})]` on the enum")
            }
            Self::Variant => {
                format!("`{name}` is a variant option: write `#[ice({written})]` on the variant")
            }
        }
    }

    /// Finds out what a written name stands for.
    pub(crate) fn meaning(self, name: &str) -> Meaning {
        let known = |level: Self| level.keys().iter().find(|key| key.name == name);
        if let Some(key) = known(self) {
            return Meaning::Known(key);
        }
        if let Some(level) = self.others().into_iter().find(|&level| known(level).is_some()) {
            return Meaning::Elsewhere(level);
        }
        match nearest(name, self.keys().iter().map(|key| key.name)) {
            Some(index) => self.keys().get(index).map_or(Meaning::Unknown, Meaning::Misspelt),
            None => Meaning::Unknown,
        }
    }
}

/// The place of the candidate that `written` most probably means, if any is near enough.
pub(crate) fn nearest<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<usize> {
    let plain = |text: &str| text.to_ascii_lowercase().replace(['_', '-'], "");
    let written = plain(written);
    candidates
        .enumerate()
        .map(|(index, candidate)| {
            let candidate = plain(candidate);
            let allowed = written.chars().count().max(candidate.chars().count()) / 3;
            (distance(&written, &candidate), allowed, index)
        })
        .filter(|(distance, allowed, _)| distance <= allowed)
        .min()
        .map(|(.., index)| index)
}

/// How many letters must be changed, added, left out or swapped with their neighbour.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut before = vec![0; to.len() + 1];
    let mut row: Vec<usize> = (0..=to.len()).collect();
    let mut previous = None;
    for (count, letter) in from.chars().enumerate() {
        let mut next = vec![count + 1];
        let mut other_previous = None;
        for (((&other, &diagonal), &above), &swapped) in to
            .iter()
            .zip(&row)
            .zip(row.iter().skip(1))
            .zip([0].iter().chain(&before))
        {
            let left = next.last().copied().unwrap_or_default();
            let mut cost = (diagonal + usize::from(letter != other)).min(above + 1).min(left + 1);
            if previous == Some(other) && other_previous == Some(letter) {
                cost = cost.min(swapped + 1);
            }
            next.push(cost);
            other_previous = Some(other);
        }
        before = std::mem::replace(&mut row, next);
        previous = Some(letter);
    }
    row.last().copied().unwrap_or_default()
}
