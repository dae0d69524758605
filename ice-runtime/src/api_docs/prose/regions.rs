//! Finds the regions that a text names: "This operation is available only in the China (Shanghai) and Singapore
//! regions."

use super::clean::clean;
use super::inline::plain;

const CUES: [&str; 5] =
    ["available only in", "only available in", "supported only in", "only supported in", "support this operation:"];

/// The names of regions in the vendor's texts, and their ids.
const REGIONS: [(&str, &str); 32] = [
    ("China (Qingdao)", "cn-qingdao"),
    ("China (Beijing)", "cn-beijing"),
    ("China (Zhangjiakou)", "cn-zhangjiakou"),
    ("China (Hohhot)", "cn-huhehaote"),
    ("China (Ulanqab)", "cn-wulanchabu"),
    ("China (Hangzhou)", "cn-hangzhou"),
    ("China (Shanghai)", "cn-shanghai"),
    ("China (Nanjing)", "cn-nanjing"),
    ("China (Fuzhou)", "cn-fuzhou"),
    ("China (Shenzhen)", "cn-shenzhen"),
    ("China (Heyuan)", "cn-heyuan"),
    ("China (Guangzhou)", "cn-guangzhou"),
    ("China (Chengdu)", "cn-chengdu"),
    ("China (Wuhan)", "cn-wuhan-lr"),
    ("China (Hong Kong)", "cn-hongkong"),
    ("Japan (Tokyo)", "ap-northeast-1"),
    ("South Korea (Seoul)", "ap-northeast-2"),
    ("Singapore", "ap-southeast-1"),
    ("Australia (Sydney)", "ap-southeast-2"),
    ("Malaysia (Kuala Lumpur)", "ap-southeast-3"),
    ("Indonesia (Jakarta)", "ap-southeast-5"),
    ("Philippines (Manila)", "ap-southeast-6"),
    ("Thailand (Bangkok)", "ap-southeast-7"),
    ("India (Mumbai)", "ap-south-1"),
    ("US (Silicon Valley)", "us-west-1"),
    ("US (Virginia)", "us-east-1"),
    ("Germany (Frankfurt)", "eu-central-1"),
    ("UK (London)", "eu-west-1"),
    ("UAE (Dubai)", "me-east-1"),
    ("Saudi Arabia (Riyadh)", "me-central-1"),
    ("SAU (Riyadh)", "me-central-1"),
    ("Mexico", "na-south-1"),
];

/// The regions where an operation is available, according to its text; empty unless the whole list is understood.
pub(crate) fn of(description: &str) -> Vec<&'static str> {
    let text = plain(&clean(description));
    let sentences = text.split(['.', '\n']);
    let named = sentences.filter(|sentence| sentence.contains("operation")).find_map(|sentence| {
        let (_, list) = CUES.iter().find_map(|cue| sentence.split_once(cue))?;
        read_list(list)
    });
    named.unwrap_or_default()
}

/// The region ids of a list of names, if it contains nothing else.
fn read_list(list: &str) -> Option<Vec<&'static str>> {
    let mut rest = list.to_owned();
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (name, id) in REGIONS {
        for text in [name, id] {
            if let Some(at) = rest.find(text) {
                // Padding with spaces keeps the offsets of the other names.
                rest = rest.replace(text, &" ".repeat(text.len()));
                found.push((at, id));
            }
        }
    }
    let is_known = |word: &str| matches!(word, "" | "the" | "and" | "or" | "following" | "region" | "regions");
    let is_understood = rest.split([' ', ',', ':', ';']).all(is_known);
    found.sort_unstable();
    let mut ids: Vec<_> = found.into_iter().map(|(_, id)| id).collect();
    ids.dedup();
    (is_understood && !ids.is_empty()).then_some(ids)
}
