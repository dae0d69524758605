//! Lists media, with a filter and a limit; a second walk continues where the first one stopped.
//!
//! With `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET` in the environment it uses the real
//! service, otherwise an emulator with 25 media assets.

use ice_runtime::emulator::Emulator;
use ice_runtime::{Client, Error, IcePage, Items, Paged as _, Position, ice_operation};

/// Lists media assets of the library, newest first.
#[ice_operation(action = "ListMediaBasicInfos", pages)]
#[derive(Debug, Default)]
struct ListMediaBasicInfos {
    media_type: Option<String>,
    max_results: Option<u32>,
    next_token: Option<String>,
}

#[derive(Debug, serde::Deserialize, IcePage)]
#[serde(rename_all = "PascalCase")]
struct ListMediaBasicInfosResponse {
    next_token: Option<String>,
    #[ice(items)]
    media_infos: Option<Vec<MediaInfo>>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct MediaInfo {
    media_id: String,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    // Dropping the emulator would stop it.
    let (client, _emulator) = choose_service().await?;
    let videos = || ListMediaBasicInfos { media_type: Some("video".into()), max_results: Some(10), next_token: None };

    println!("the first 12 videos:");
    let mut first = client.items(videos()).limit(12);
    print_all(&mut first).await?;

    // A position can be serialized: another process could read it from a file and continue from there.
    let position = first.position();
    println!("continuing from {position:?}, a page at a time:");
    print_pages(&client, videos(), position).await
}

async fn print_all(items: &mut Items<'_, ListMediaBasicInfos>) -> Result<(), Error> {
    while let Some(media) = items.next().await? {
        println!("  {}", media.media_id);
    }
    Ok(())
}

async fn print_pages(client: &Client, mut list: ListMediaBasicInfos, position: Position) -> Result<(), Error> {
    list.turn_to(position);
    let mut pages = client.pages(list);
    while let Some(page) = pages.next().await? {
        let ids: Vec<String> = page.media_infos.unwrap_or_default().into_iter().map(|media| media.media_id).collect();
        println!("  {}", ids.join(" "));
    }
    Ok(())
}

async fn choose_service() -> Result<(Client, Option<Emulator>), Error> {
    if std::env::var_os("ALIBABA_CLOUD_ACCESS_KEY_ID").is_some() {
        return Ok((Client::from_env()?, None));
    }
    let media = (1..=25).map(|number| serde_json::json!({ "MediaId": format!("media-{number:02}") }));
    let emulator = Emulator::builder().answer_pages::<ListMediaBasicInfos>(media, 10).start().await?;
    let client = Client::builder().endpoint(emulator.endpoint()).credentials(emulator.credentials()).build()?;
    Ok((client, Some(emulator)))
}
