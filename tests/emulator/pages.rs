//! Lists in pages: by token, by number and by both, wherever parameters and members are.

use ice_runtime::emulator::{Emulator, EmulatorBuilder};
use ice_runtime::{Client, Page, Paged, Place, Position, ice_operation};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::client_of;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Media {
    media_id: usize,
}

fn media(count: usize) -> Vec<Media> {
    (0..count).map(|media_id| Media { media_id }).collect()
}

/// How a request asks for its page, and where its reply has items, token and total.
macro_rules! paged {
    ($operation:ty, $response:ty, $position:expr, $turn_to:expr, $items:expr, $token:expr, $total:expr) => {
        impl Paged for $operation {
            fn position(&self) -> Position {
                let position: fn(&Self) -> Position = $position;
                position(self)
            }

            fn turn_to(&mut self, next: Position) {
                let turn_to: fn(&mut Self, Position) = $turn_to;
                turn_to(self, next);
            }
        }

        impl Page for $response {
            type Item = Media;

            fn into_items(self) -> Vec<Media> {
                let items: fn(&Self) -> &[Media] = $items;
                items(&self).to_vec()
            }

            fn len(&self) -> usize {
                let items: fn(&Self) -> &[Media] = $items;
                items(self).len()
            }

            fn next_token(&self) -> Option<&str> {
                let token: fn(&Self) -> Option<&str> = $token;
                token(self)
            }

            fn total(&self) -> Option<u64> {
                let total: fn(&Self) -> Option<u64> = $total;
                total(self)
            }
        }
    };
}

/// By token; a list of something else beside the items.
#[ice_operation(action = "ListByToken", response = TokenPage)]
#[derive(Debug, Clone, Default)]
struct ListByToken {
    next_token: Option<String>,
    max_results: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TokenPage {
    request_id: String,
    next_token: Option<String>,
    #[expect(dead_code, reason = "required in the reply")]
    a_tags: Vec<String>,
    media_infos: Vec<Media>,
}

paged!(
    ListByToken,
    TokenPage,
    |it| it.next_token.clone().map_or(Position::Start, Position::Token),
    |it, next| if let Position::Token(token) = next {
        it.next_token = Some(token);
    },
    |page| &page.media_infos,
    |page| page.next_token.as_deref(),
    |_| None
);

/// By number; items and total in an object, the total as text.
#[ice_operation(action = "ListByNumber", response = NumberPage)]
#[derive(Debug, Clone, Default)]
struct ListByNumber {
    page_no: Option<u32>,
    page_size: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct NumberPage {
    data: Option<NumberData>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct NumberData {
    list: Option<Vec<Media>>,
    total_count: Option<String>,
}

paged!(
    ListByNumber,
    NumberPage,
    |it| it.page_no.map_or(Position::Start, |number| Position::Number(number.into())),
    |it, next| if let Position::Number(number) = next {
        it.page_no = u32::try_from(number).ok();
    },
    |page| page.data.as_ref().and_then(|data| data.list.as_deref()).unwrap_or_default(),
    |_| None,
    |page| page.data.as_ref()?.total_count.as_ref()?.parse().ok()
);

/// By a number that is a required text in the form body, without a total.
#[ice_operation(action = "ListByText", response = TextPage)]
#[derive(Debug, Clone, Default)]
struct ListByText {
    #[ice(body)]
    page_number: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TextPage {
    instances: Instances,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Instances {
    instance: Vec<Media>,
}

paged!(
    ListByText,
    TextPage,
    |it| it.page_number.parse().map_or(Position::Start, Position::Number),
    |it, next| if let Position::Number(number) = next {
        it.page_number = number.to_string();
    },
    |page| &page.instances.instance,
    |_| None,
    |_| None
);

/// By token and number, the token under a name of its own and in the form body.
#[ice_operation(action = "SearchByBoth", response = BothPage)]
#[derive(Debug, Clone, Default)]
struct SearchByBoth {
    page_no: Option<u32>,
    #[ice(body)]
    cursor: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct BothPage {
    media_list: Vec<Media>,
    cursor: String,
    total: u64,
}

paged!(
    SearchByBoth,
    BothPage,
    |it| match (&it.cursor, it.page_no) {
        (Some(token), Some(number)) => Position::Both(token.clone(), number.into()),
        _ => Position::Start,
    },
    |it, next| if let Position::Both(token, number) | Position::Token(token) = both(next) {
        (it.cursor, it.page_no) = (Some(token), u32::try_from(number).ok());
    },
    |page| &page.media_list,
    |page| Some(&page.cursor),
    |page| Some(page.total)
);
