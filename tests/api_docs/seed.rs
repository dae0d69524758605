//! The examples' operation is the tool's output, not copied manually from the documentation.

#[test]
fn the_declaration_in_the_example_is_what_declare_prints() {
    let docs = super::create_upload_stream();
    let members = ["RequestId", "MediaId", "FileURL", "UploadAddress", "UploadAuth"];
    let source = docs.declare("CreateUploadStream").expect(members).to_source().unwrap();
    assert_eq!(include_str!("../../examples/upload_stream/operation.rs"), source);
}
