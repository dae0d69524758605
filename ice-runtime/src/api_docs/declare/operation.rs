//! The declaration of one operation: its options, its fields, its reply.

use super::field::{self, Deprecated, Field};
use super::names;
use super::paging::{self, Paging};
use super::product::ProductSource;
use super::source::Source;
use super::types::{Site, Types, Use};
use super::write;
use crate::api_docs::document::operation::{ErrorDoc, OperationDoc};
use crate::api_docs::document::parameters::ParameterDoc;
use crate::api_docs::document::schema::Shape;
use crate::api_docs::document::schemas::Schemas;
use crate::api_docs::prose::blocks::{self, Block};
use crate::api_docs::prose::regions;
use crate::facts::{Encoding, Method, Place};

/// Up to this many errors are listed with their messages.
const FEW_ERRORS: usize = 12;

/// Names that signing uses too.
const COMMON_NAMES: &str = "AccessKeyId Action BearerToken Format SecurityToken Signature SignatureMethod SignatureNonce \
    SignatureType SignatureVersion Timestamp Version";

/// An operation, ready to be written.
pub(super) struct Declared<'d> {
    operation: &'d OperationDoc,
    options: Vec<String>,
    fields: Vec<Field>,
    /// The members of the reply if it is an object.
    reply: Option<Vec<Field>>,
    is_page: bool,
    /// Where the types begin that the operation mentions first, and where those of its reply begin.
    pub(super) first: usize,
    pub(super) first_of_reply: usize,
}

/// The name of an operation's struct.
pub(super) fn struct_name(action: &str) -> String {
    // Clippy objects to names that are all capitals.
    let is_shouted = !action.bytes().any(|byte| byte.is_ascii_lowercase());
    let name = if is_shouted { names::type_name(action) } else { action.to_owned() };
    if names::is_taken(&name) { format!("{name}Operation") } else { name }
}

/// The name of the struct of an operation's reply.
pub(super) fn reply_name(action: &str) -> String {
    format!("{}Response", struct_name(action))
}

impl<'d> Declared<'d> {
    /// Makes the declaration, and the types that it needs.
    pub(super) fn new(
        operation: &'d OperationDoc,
        product: &ProductSource,
        schemas: &Schemas,
        types: &mut Types<'_>,
    ) -> Self {
        let owner = struct_name(&operation.action);
        let first = types.next_order();
        let names = field::field_names(operation.parameters.iter().map(|parameter| parameter.name.as_str()));
        let mut token = operation.parameters.iter().find(|parameter| parameter.is_idempotency_token());
        let mut fields = Vec::new();
        for (name, parameter) in names.into_iter().zip(&operation.parameters) {
            let is_token = token.take_if(|token| token.name == parameter.name).is_some();
            fields.push(read_parameter(name, parameter, is_token, &owner, types));
        }
        let first_of_reply = types.next_order();
        let mut declared =
            Self { operation, options: Vec::new(), fields, reply: None, is_page: false, first, first_of_reply };
        let response = declared.read_reply(&owner, schemas, types);
        let paging = paging::of(operation, schemas).filter(|paging| declared.mark_page(paging, types));
        declared.is_page = paging.is_some();
        declared.options = options(operation, response, product, paging.as_ref());
        declared
    }

    /// Reads the reply; if it is not an object of its own, the options name its type.
    fn read_reply(&mut self, owner: &str, schemas: &Schemas, types: &mut Types<'_>) -> Option<String> {
        let site = Site { name: &self.operation.action, path: "", owner, description: "", usage: Use::Reply };
        let schema = self.operation.reply.as_ref();
        match schema.and_then(|schema| schemas.resolve(schema)) {
            Some(object) if !object.members().is_empty() => {
                self.reply = Some(types.fields(object.members(), site));
                None
            }
            Some(other) if !matches!(other.shape, Shape::Object(_)) => Some(types.member_type(other, site)),
            _ => Some("serde_json::Value".to_owned()),
        }
    }

    /// Marks the list of a page, and the object that it is in. Returns whether both were found.
    fn mark_page(&mut self, paging: &Paging, types: &mut Types<'_>) -> bool {
        let mut path = paging.items.iter();
        let fields = self.reply.as_mut().zip(path.next());
        let Some((fields, name)) = fields else { return false };
        let Some(field) = fields.iter_mut().find(|field| field.wire == *name) else { return false };
        let option = match path.next() {
            None => "items",
            Some(list) => match types.mark_page(&field.ty, list, paging) {
                Some(true) => "nested",
                Some(false) => "items",
                None => return false,
            },
        };
        field.options.push(option.to_owned());
        paging.mark(fields);
        true
    }

    /// The types and derives that the declaration mentions.
    pub(super) fn mentioned(&self) -> impl Iterator<Item = String> {
        let fields = self.fields.iter().chain(self.reply.iter().flatten()).flat_map(Field::mentioned);
        let derives = self.reply.iter().map(|_| "Deserialize".to_owned());
        fields.chain(self.options.iter().flat_map(|option| field::names_in(option))).chain(derives)
    }

    pub(super) fn write_request(&self, source: &mut Source) {
        source.line(0, "");
        source.comment(0, &self.comment());
        source.attribute(0, "ice_operation", &self.options);
        let deprecated = Deprecated::read(self.operation.deprecated, &self.operation.description);
        write::request(source, &struct_name(&self.operation.action), &self.fields, deprecated.as_ref());
    }

    pub(super) fn write_reply(&self, source: &mut Source) {
        let Some(fields) = &self.reply else { return };
        source.line(0, "");
        source.line(0, &format!("/// The reply to [`{}`].", struct_name(&self.operation.action)));
        write::object(source, &reply_name(&self.operation.action), fields, &[Use::Reply].into(), self.is_page);
    }

    fn comment(&self) -> Vec<Block> {
        let operation = self.operation;
        let paragraph = |text: String| Block::Paragraph(text);
        let mut comment = blocks::read(&operation.summary);
        comment.retain(|block| block.text().is_some_and(|text| text != operation.action));
        if comment.is_empty() {
            comment.push(paragraph(format!("The operation `{}`.", operation.action)));
        }
        let described = blocks::read(&operation.description);
        comment.extend(described.into_iter().filter(|block| *block != comment[0]).collect::<Vec<_>>());
        comment.extend(comment_of_errors(&operation.errors));
        if !operation.unsendable.is_empty() {
            let names: Vec<_> = operation.unsendable.iter().map(|name| format!("`{name}`")).collect();
            comment.push(paragraph(format!(
                "Not declared, as an RPC-style request cannot send it: {}.",
                names.join(", ")
            )));
        }
        comment
    }
}

/// The documented errors, with their messages if there are only a few.
fn comment_of_errors(errors: &[ErrorDoc]) -> Vec<Block> {
    if errors.len() > FEW_ERRORS {
        let codes: Vec<_> = errors.iter().map(|error| format!("`{}`", error.code.trim())).collect();
        return vec![Block::Paragraph(format!("Error codes: {}.", codes.join(", ")))];
    }
    let item = |error: &ErrorDoc| {
        let ErrorDoc { status, code, message } = error;
        Block::Item(0, format!("`{}` ({status}): {}", code.trim(), message.trim()))
    };
    let title = (!errors.is_empty()).then(|| Block::Paragraph("Error codes:".to_owned()));
    title.into_iter().chain(errors.iter().map(item)).collect()
}

/// The options of `#[ice_operation(..)]`.
fn options(
    operation: &OperationDoc,
    response: Option<String>,
    product: &ProductSource,
    paging: Option<&Paging>,
) -> Vec<String> {
    let mut options = vec![format!("action = {}", write::literal(&operation.action))];
    options.extend(response.map(|response| format!("response = {response}")));
    options.extend_from_slice(&product.options);
    let usual = format!("{}:{}", product.ram_code, operation.action);
    if let [ram_action] = operation.ram_actions.as_slice()
        && *ram_action != usual
    {
        options.push(format!("ram_action = {}", write::literal(ram_action)));
    }
    options.extend(paging.map(|paging| if paging.is_both { "pages = both" } else { "pages" }.to_owned()));
    if operation.method == Method::Get {
        options.push("method = GET".to_owned());
    }
    if operation.anonymous {
        options.push("anonymous".to_owned());
    }
    let regions: Vec<_> = regions::of(&operation.description).into_iter().map(write::literal).collect();
    if !regions.is_empty() {
        options.push(format!("regions = [{}]", regions.join(", ")));
    }
    options
}

fn read_parameter(name: String, parameter: &ParameterDoc, is_token: bool, owner: &str, types: &mut Types<'_>) -> Field {
    let ParameterDoc { name: wire, schema, encoding, place } = parameter;
    let is_text = schema.shape == Shape::Text;
    let is_region = wire == "RegionId" && schema.required && is_text;
    let turns_page = (paging::is_token(wire) || paging::is_number(wire)) && is_text;
    let usage = if *encoding == Encoding::Json { Use::Json } else { Use::Request };
    let ty = if is_region || is_token || turns_page {
        "String".to_owned()
    } else {
        types.member_type(schema, Site { name: wire, path: "", owner, description: "", usage })
    };
    let encoding = match encoding {
        Encoding::Json => Some("json".to_owned()),
        Encoding::Flat => Some("flat".to_owned()),
        Encoding::Join(separator) => Some(format!("join = {}", write::literal(separator))),
        _ => None,
    };
    let is_reserved = COMMON_NAMES.split_ascii_whitespace().any(|common| common == wire);
    let flags = [
        ("body", *place == Place::Form),
        ("idempotency_token", is_token),
        ("region", is_region),
        ("reserved", is_reserved),
    ];
    let flags = flags.into_iter().filter(|(_, is_set)| *is_set).map(|(flag, _)| flag.to_owned());
    Field {
        name,
        wire: wire.clone(),
        ty,
        is_optional: !schema.required || is_region || is_token || paging::is_token(wire),
        deprecated: Deprecated::read(schema.deprecated, &schema.description),
        comment: types.comment(schema, "parameter", wire),
        options: encoding.into_iter().chain(flags).collect(),
    }
}
