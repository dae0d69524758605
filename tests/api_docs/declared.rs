//! The operations in DECLARED.md, which are part of the crate's documentation.

use ice_runtime::api_docs::ApiDocs;

use super::create_upload_stream;

/// The document with the tool's output in each code block.
fn renewed(document: &str) -> String {
    let jobs = ApiDocs::from_json(include_str!("samples/jobs.json")).unwrap();
    let stream = create_upload_stream();
    let members = ["RequestId", "MediaId", "FileURL", "UploadAddress", "UploadAuth"];
    let declared = [
        stream.declare("CreateUploadStream").expect(members),
        jobs.declare("SubmitJob").expect(["JobId", "State"]),
        jobs.declare("ListJobs").expect(["TotalCount", "Jobs", "Jobs.JobId"]),
    ];
    let mut parts = document.split("```rust,ignore\n");
    let mut renewed = parts.next().unwrap_or_default().to_owned();
    for (part, declare) in parts.zip(&declared) {
        let (_, after) = part.split_once("\n```\n").unwrap();
        renewed.extend(["```rust,ignore\n", &declare.to_source().unwrap(), "```\n", after]);
    }
    renewed
}

#[test]
fn the_operations_in_the_documentation_are_what_declare_prints() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../ice-runtime/DECLARED.md");
    let document = std::fs::read_to_string(path).unwrap();
    let renewed = renewed(&document);
    if std::env::var_os("DECLARED").is_some_and(|what| what == "overwrite") {
        std::fs::write(path, &renewed).unwrap();
    }
    assert_eq!(document.matches("```rust,ignore\n").count(), 3);
    assert!(document == renewed, "DECLARED=overwrite updates it");
}
