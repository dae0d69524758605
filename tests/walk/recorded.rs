//! The paged operations of `vectors/`, each with lists of every length, against the emulator.

use std::collections::BTreeMap;
use std::pin::Pin;

use ice_runtime::emulator::Emulator;
use ice_runtime::{Client, Page, Paged};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const PAGE_SIZE: usize = 3;

/// Walks through lists of each length: every item once, in order, and no more requests than needed.
async fn walk<O>()
where
    O: Paged<Response: Page<Item: Serialize + DeserializeOwned>> + Default + Send + Sync + 'static,
{
    let action = O::METADATA.action;
    let name = telling_member::<<O::Response as Page>::Item>();
    for length in [0, 1, 3, 6, 7] {
        let ids: Vec<String> = (0..length).map(|id| format!("item-{id}")).collect();
        let items = ids.iter().map(|id| BTreeMap::from([(&name, id)]));
        let emulator = Emulator::builder().answer_pages::<O>(items, PAGE_SIZE).start().await.unwrap();
        let builder = Client::builder().endpoint(emulator.endpoint()).credentials(emulator.credentials());
        let items = builder.build().unwrap().items(O::default()).collect().await.unwrap();
        let found: Vec<_> = items.iter().map(|item| serde_json::to_value(item).unwrap()[&name].clone()).collect();
        assert_eq!(found, ids, "{action}");
        assert_eq!(emulator.received().len(), requests::<O>(length), "{action} of {length}");
    }
}

/// The minimum number of requests for a list of this length.
fn requests<O: Paged>(length: usize) -> usize {
    let pages = length.div_ceil(PAGE_SIZE);
    // Without total and token, only an empty page shows that nothing follows.
    if O::METADATA.action == "QueryTraceAbJobList" { pages + 1 } else { pages.max(1) }
}

/// The name of a string member of the items.
fn telling_member<T: Serialize + DeserializeOwned>() -> String {
    let members = serde_json::to_value(serde_json::from_value::<T>(json!({})).unwrap()).unwrap();
    let Value::Object(members) = members else { panic!("items are objects") };
    let holds_a_text = |name: &&String| {
        let item = serde_json::from_value::<T>(json!({ name.as_str(): "a text" }));
        item.is_ok_and(|item| serde_json::to_value(item).unwrap()[name.as_str()] == "a text")
    };
    members.keys().find(holds_a_text).unwrap().clone()
}

macro_rules! walks {
    ($($operation:path,)*) => {
        async fn walk_all() -> usize {
            let walks: Vec<Pin<Box<dyn Future<Output = ()>>>> = vec![$(Box::pin(walk::<$operation>())),*];
            let count = walks.len();
            for walk in walks {
                walk.await;
            }
            count
        }
    };
}

ice_tests::paged_operations!(walks);

#[tokio::test]
async fn each_recorded_paged_operation_is_walked_through() {
    assert_eq!(walk_all().await, 26);
}
