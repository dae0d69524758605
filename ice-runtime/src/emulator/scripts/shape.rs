//! The members of a reply outside of lists, for scripts that fill them in.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::asked::{Asked, Asks, ROOT};

/// The names that lead from the reply to a member.
pub(super) type Path = Vec<&'static str>;

/// How deeply objects are followed: types may be recursive.
const DEPTH: usize = 6;

/// The members of a reply at any depth outside of lists, outermost first.
#[derive(Debug)]
pub(super) struct Shape {
    members: Vec<(Path, Asks)>,
    /// The smallest value that the type should accept.
    pub(super) smallest: Value,
}

impl Shape {
    /// Finds the shape of `T`, as far as it can be found out.
    pub(super) fn of<T: DeserializeOwned>() -> Self {
        let asked = Asked::by::<T>(&BTreeMap::new());
        let mut members = Vec::new();
        let mut objects = vec![(Path::new(), asked.asks(ROOT))];
        for _ in 0..DEPTH {
            let inside = objects.into_iter().flat_map(|(path, asks)| members_of(&asked, &path, asks));
            objects = inside.collect();
            members.extend_from_slice(&objects);
        }
        Self { members, smallest: asked.smallest(ROOT) }
    }

    /// The paths of the members that ask for such a value.
    pub(super) fn paths(&self, is_wanted: fn(Asks) -> bool) -> impl Iterator<Item = &Path> {
        self.members.iter().filter(move |(_, asks)| is_wanted(*asks)).map(|(path, _)| path)
    }

    /// Sets a member; a number becomes a string if the type wants one.
    pub(super) fn set(&self, value: &mut Value, path: &Path, new: Value) {
        let wants_text = self.members.iter().any(|(known, asks)| known == path && *asks == Asks::Text);
        set(value, path, if wants_text && new.is_number() { Value::from(new.to_string()) } else { new });
    }
}

fn members_of(asked: &Asked, path: &Path, asks: Asks) -> Vec<(Path, Asks)> {
    let Asks::Struct(of) = asks else { return Vec::new() };
    let below = |name| path.iter().copied().chain([name]).collect();
    asked.members_to_give(of).map(|member| (below(member.name), asked.asks(member.id))).collect()
}

/// Sets the member at a path, creating objects along the way.
fn set(value: &mut Value, path: &[&str], new: Value) {
    let Some((first, rest)) = path.split_first() else {
        *value = new;
        return;
    };
    if !value.is_object() {
        *value = json!({});
    }
    if let Value::Object(members) = value {
        set(members.entry(*first).or_insert(Value::Null), rest, new);
    }
}

#[cfg(test)]
mod tests {
    use serde::de::Deserializer;

    use super::*;

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "PascalCase")]
    #[expect(dead_code, reason = "only read")]
    struct Reply {
        request_id: String,
        #[serde(alias = "Other")]
        state: State,
        instances: Option<Instances>,
        total_count: Option<String>,
        day: Day,
        pages: u32,
        more: Option<Box<Reply>>,
        flags: BTreeMap<String, bool>,
        any: Value,
        #[serde(default)]
        tags: Vec<String>,
    }

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "PascalCase")]
    #[expect(dead_code, reason = "only read")]
    struct Instances {
        instance: Vec<Reply>,
    }

    #[derive(serde::Deserialize)]
    #[expect(dead_code, reason = "only read")]
    enum State {
        Running(u8),
        Done,
    }

    /// Accepts a time and nothing else.
    #[derive(Debug)]
    struct Day;

    impl<'de> serde::Deserialize<'de> for Day {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            text.ends_with('Z').then_some(Self).ok_or_else(|| serde::de::Error::custom("not a time"))
        }
    }

    #[test]
    fn the_smallest_value_is_accepted_and_members_are_found_at_any_depth() {
        let shape = Shape::of::<Reply>();
        let smallest = shape.smallest.clone();
        assert_eq!(smallest["Day"], "1970-01-01T00:00:00Z");
        // An alias may come first.
        assert_eq!((&smallest["Other"], smallest.get("State")), (&json!("Done"), None));
        assert!(smallest.get("TotalCount").is_none());
        assert!(serde_json::from_value::<Reply>(smallest.clone()).is_ok(), "{smallest}");
        let lists = || shape.paths(|asks| matches!(asks, Asks::List(_)));
        assert_eq!(lists().next(), Some(&vec!["Tags"]));
        assert!(lists().any(|path| *path == ["Instances", "Instance"]));
        let mut value = smallest;
        shape.set(&mut value, &vec!["TotalCount"], 7.into());
        shape.set(&mut value, &vec!["Instances", "Instance"], json!([]));
        assert_eq!((&value["TotalCount"], &value["Instances"]["Instance"]), (&json!("7"), &json!([])));
    }
}
