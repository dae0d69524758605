//! The types of a declaration: what a schema becomes, and which schemas share one type.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::field::{self, Deprecated, Field};
use super::names::{self, Names};
use super::paging::{self, Paging};
use crate::api_docs::document::schema::{Schema, Shape};
use crate::api_docs::document::schemas::Schemas;
use crate::api_docs::prose::blocks::Block;
use crate::api_docs::prose::values::{self, ValueList};

/// The type of a value that the document does not describe.
const ANYTHING: &str = "serde_json::Value";

/// The type of a string that must not be shown.
pub(super) const SECRET: &str = "Secret";

/// How deeply types may nest; deeper values are left untyped.
const MAX_DEPTH: usize = 32;

/// What a type is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// A part of a request, sent as numbered or plain parameters.
    Request,
    /// A part of a request that is sent as JSON.
    Json,
    Reply,
}

/// A type that a declaration defines.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) comment: Vec<Block>,
    pub(super) definition: Definition,
    /// Types are written in the order in which they are first mentioned.
    pub(super) order: usize,
}

#[derive(Debug, Clone)]
pub(super) enum Definition {
    Enum(ValueList),
    Struct { fields: Vec<Field>, uses: BTreeSet<Use>, is_page: bool },
}

/// What is known about a value besides its schema.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    /// The name on the wire, of the value or of the list that it is in.
    pub(super) name: &'a str,
    /// Its path in the reply: `MediaInfos.MediaId`.
    pub(super) path: &'a str,
    /// The type that it is a member of.
    pub(super) owner: &'a str,
    /// The description of the list that it is in.
    pub(super) description: &'a str,
    pub(super) usage: Use,
}

/// A type as it is written.
pub(super) struct Type {
    pub(super) text: String,
    /// Whether it contains itself, and needs a `Box` as a member.
    is_recursive: bool,
}

/// All types of one file.
pub(super) struct Types<'d> {
    schemas: &'d Schemas,
    /// Types that the file does not define, with the paths to use instead.
    replaced: &'d BTreeMap<String, String>,
    /// The paths of members that are in every reply, and those of them that were found.
    expected: &'d BTreeSet<String>,
    pub(super) found: BTreeSet<String>,
    pub(super) names: Names,
    items: Vec<Item>,
    /// Indexes into `items`, by the names that the types would have if no other type had taken them.
    by_base: HashMap<String, Vec<usize>>,
    order: usize,
    /// The types of shared schemas, and those whose members are being read.
    shared: BTreeMap<(String, Use), String>,
    open: BTreeSet<String>,
    depth: usize,
}

impl<'d> Types<'d> {
    pub(super) fn new(
        schemas: &'d Schemas,
        replaced: &'d BTreeMap<String, String>,
        expected: &'d BTreeSet<String>,
    ) -> Self {
        let (found, names) = (BTreeSet::new(), Names::of_types());
        let (shared, open) = (BTreeMap::new(), BTreeSet::new());
        Self {
            schemas,
            replaced,
            expected,
            found,
            names,
            items: Vec::new(),
            by_base: HashMap::new(),
            order: 0,
            shared,
            open,
            depth: 0,
        }
    }

    /// Whether the member at `path` is in every reply.
    pub(super) fn is_expected(&mut self, path: &str) -> bool {
        let is_expected = self.expected.contains(path);
        if is_expected {
            self.found.insert(path.to_owned());
        }
        is_expected
    }

    /// The type of a member or parameter.
    pub(super) fn member_type(&mut self, schema: &Schema, site: Site<'_>) -> String {
        let Type { text, is_recursive } = self.type_of(schema, site);
        if is_recursive { format!("Box<{text}>") } else { text }
    }

    fn type_of(&mut self, schema: &Schema, site: Site<'_>) -> Type {
        if self.depth == MAX_DEPTH {
            return Type { text: ANYTHING.to_owned(), is_recursive: false };
        }
        self.depth += 1;
        let made = self.type_at_depth(schema, site);
        self.depth -= 1;
        made
    }

    fn type_at_depth(&mut self, schema: &Schema, site: Site<'_>) -> Type {
        let text = match &schema.shape {
            Shape::Reference(name) => return self.shared_type(name, schema, site),
            Shape::Text => self.text_type(schema, site),
            Shape::Integer => "i64".to_owned(),
            Shape::Number => "f64".to_owned(),
            Shape::Boolean => "bool".to_owned(),
            Shape::List(item) => format!("Vec<{}>", self.item_type(schema, item, site)),
            Shape::Map(value) => format!("BTreeMap<String, {}>", self.item_type(schema, value, site)),
            Shape::Object(members) if !members.is_empty() => self.struct_type(schema, site),
            Shape::Object(_) | Shape::Any => ANYTHING.to_owned(),
        };
        Type { text, is_recursive: false }
    }

    /// The type of the items of a list or map. Items without a description have that of the list.
    fn item_type(&mut self, list: &Schema, item: &Schema, site: Site<'_>) -> String {
        let name = names::singular(site.name);
        let site = Site { name: &name, description: &list.description, ..site };
        if item.shape == Shape::Text && item.description.is_empty() {
            let description = list.description.clone();
            return self.type_of(&Schema { description, ..item.clone() }, site).text;
        }
        self.type_of(item, site).text
    }

    fn text_type(&mut self, schema: &Schema, site: Site<'_>) -> String {
        let says_base64 = || schema.description.to_ascii_lowercase().contains("base64");
        let is_base64 = || says_base64() || schema.example.as_deref().is_some_and(|example| example.starts_with("eyJ"));
        if site.usage == Use::Reply && matches!(site.name, "UploadAddress" | "UploadAuth") && is_base64() {
            return format!("Base64Json<{}>", site.name);
        }
        if names::is_secret(site.name) {
            return SECRET.to_owned();
        }
        let (Some(list), mut comment) = values::read(schema) else { return "String".to_owned() };
        comment.truncate(1);
        if comment.is_empty() {
            comment = vec![Block::Paragraph(format!("The values of `{}`.", site.name))];
        }
        let order = self.next_order();
        self.define(&names::type_name(site.name), site, comment, Definition::Enum(list), order)
    }

    fn struct_type(&mut self, schema: &Schema, site: Site<'_>) -> String {
        let base = names::type_name(site.name);
        if let Some(path) = self.replaced.get(&base) {
            return path.clone();
        }
        let order = self.next_order();
        let (comment, definition) = self.read_struct(schema, &base, site);
        self.define(&base, site, comment, definition, order)
    }

    fn read_struct(&mut self, schema: &Schema, owner: &str, site: Site<'_>) -> (Vec<Block>, Definition) {
        let site = Site { owner, ..site };
        let fields = self.fields(schema.members(), site);
        let comment = field::comment_of_type([&schema.description, site.description], site.name);
        (comment, Definition::Struct { fields, uses: BTreeSet::from([site.usage]), is_page: false })
    }

    /// The members of an object.
    pub(super) fn fields(&mut self, members: &[(String, Schema)], site: Site<'_>) -> Vec<Field> {
        let names = field::field_names(members.iter().map(|(wire, _)| wire.as_str()));
        let members = names.into_iter().zip(members);
        members.map(|(name, (wire, member))| self.member(name, wire, member, site)).collect()
    }

    /// A member of an object. Those of replies are optional unless they were passed to `expect`.
    fn member(&mut self, name: String, wire: &str, schema: &Schema, site: Site<'_>) -> Field {
        let path = if site.path.is_empty() { wire.to_owned() } else { format!("{}.{wire}", site.path) };
        let is_optional = match site.usage {
            Use::Reply => !self.is_expected(&path),
            Use::Request | Use::Json => !schema.required,
        };
        let ty = self.member_type(schema, Site { name: wire, path: &path, description: "", ..site });
        Field {
            name,
            wire: wire.to_owned(),
            ty,
            is_optional,
            deprecated: Deprecated::read(schema.deprecated, &schema.description),
            comment: self.comment(schema, "member", wire),
            options: Vec::new(),
        }
    }

    /// The description of a value, its own or that of the schema that it refers to.
    pub(super) fn comment(&self, schema: &Schema, noun: &str, name: &str) -> Vec<Block> {
        let resolved = self.schemas.resolve(schema).filter(|_| schema.description.trim().is_empty());
        field::comment(resolved.unwrap_or(schema), noun, name)
    }

    /// The type of a shared schema: one type however often it is used, even inside itself.
    fn shared_type(&mut self, name: &str, schema: &Schema, site: Site<'_>) -> Type {
        let plain = |text: String| Type { text, is_recursive: false };
        let Some(resolved) = self.schemas.resolve(schema) else { return plain(ANYTHING.to_owned()) };
        if resolved.members().is_empty() {
            let name = format!("#{name}");
            let is_open = !self.open.insert(name.clone());
            // A list of nothing but itself.
            let text = if is_open { ANYTHING.to_owned() } else { self.type_of(resolved, site).text };
            if !is_open {
                self.open.remove(&name);
            }
            return plain(text);
        }
        let base = names::type_name(name);
        if let Some(path) = self.replaced.get(&base) {
            return plain(path.clone());
        }
        let key = (name.to_owned(), site.usage);
        if let Some(text) = self.shared.get(&key) {
            return Type { text: text.clone(), is_recursive: self.open.contains(text) };
        }
        let order = self.next_order();
        let reserved = self.free_name(&base, site.owner);
        self.shared.insert(key.clone(), reserved.clone());
        self.open.insert(reserved.clone());
        let (comment, definition) = self.read_struct(resolved, &base, Site { name, ..site });
        self.open.remove(&reserved);
        self.names.give_back(&reserved);
        let text = self.define_as(&base, &reserved, comment, definition, order);
        self.shared.insert(key, text.clone());
        plain(text)
    }

    /// Defines a type unless an identical one exists, and returns its name.
    fn define(
        &mut self,
        base: &str,
        site: Site<'_>,
        comment: Vec<Block>,
        definition: Definition,
        order: usize,
    ) -> String {
        let name = self.free_name(base, site.owner);
        self.names.give_back(&name);
        self.define_as(base, &name, comment, definition, order)
    }

    fn define_as(
        &mut self,
        base: &str,
        name: &str,
        comment: Vec<Block>,
        definition: Definition,
        order: usize,
    ) -> String {
        let of_base = self.by_base.entry(base.to_owned()).or_default();
        if let Some(same) = of_base.iter().find(|at| self.items[**at].definition.is_same(&definition)) {
            let item = &mut self.items[*same];
            item.definition.add_uses(&definition);
            return item.name.clone();
        }
        if let Some(path) = self.replaced.get(name) {
            return path.clone();
        }
        of_base.push(self.items.len());
        self.names.take(name);
        self.items.push(Item { name: name.to_owned(), comment, definition, order });
        name.to_owned()
    }

    /// Takes a name for a type: its own, its own prefixed with its owner's, or one with a number.
    fn free_name(&mut self, base: &str, owner: &str) -> String {
        let long = names::type_name(&format!("{owner} {base}"));
        if self.names.take(base) {
            base.to_owned()
        } else if long.len() < base.len() + owner.len() || !self.names.take(&long) {
            self.names.take_any(base, "")
        } else {
            long
        }
    }

    /// The number of the next type.
    pub(super) fn next_order(&mut self) -> usize {
        self.order += 1;
        self.order
    }

    /// Makes the type called `name` a page whose items are in the member `list`. Returns whether it has more of a page
    /// than its items, and `None` if the type is not defined here.
    pub(super) fn mark_page(&mut self, name: &str, list: &str, paging: &Paging) -> Option<bool> {
        let item = self.items.iter_mut().find(|item| item.name == name)?;
        let Definition::Struct { fields, is_page, .. } = &mut item.definition else { return None };
        if !std::mem::replace(is_page, true) {
            let list = fields.iter_mut().find(|field| field.wire == list)?;
            list.options.push("items".to_owned());
            paging.mark(fields);
        }
        let tells = |field: &Field| field.options.iter().any(|option| option != "items" && option != "skip");
        Some(fields.iter().any(|field| tells(field) || paging::is_known(field)))
    }

    /// The types that the mentioned names use, directly or indirectly, and the names of all of them.
    pub(super) fn used_by(self, mut mentioned: Vec<String>) -> (Vec<Item>, BTreeSet<String>) {
        let mut items: BTreeMap<String, Item> = self.items.into_iter().map(|item| (item.name.clone(), item)).collect();
        let (mut used, mut names) = (Vec::new(), BTreeSet::new());
        while let Some(name) = mentioned.pop() {
            if let Some(item) = items.remove(&name) {
                mentioned.extend(item.mentioned());
                used.push(item);
            }
            names.insert(name);
        }
        used.sort_by_key(|item| item.order);
        (used, names)
    }
}

impl Item {
    /// The types and derives that its definition mentions.
    fn mentioned(&self) -> Vec<String> {
        let Definition::Struct { fields, uses, .. } = &self.definition else { return Vec::new() };
        let derives = uses.iter().map(|usage| if *usage == Use::Reply { "Deserialize" } else { "Serialize" });
        fields.iter().flat_map(Field::mentioned).chain(derives.map(str::to_owned)).collect()
    }
}

impl Definition {
    /// Whether both define the same type, whatever their comments.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Enum(list), Self::Enum(other)) => {
                list.ignores_case == other.ignores_case && list.values().eq(other.values())
            }
            (Self::Struct { fields, .. }, Self::Struct { fields: other, .. }) => {
                fields.len() == other.len() && fields.iter().zip(other).all(|(field, other)| field.is_same(other))
            }
            _ => false,
        }
    }

    fn add_uses(&mut self, other: &Self) {
        if let (Self::Struct { uses, .. }, Self::Struct { uses: more, .. }) = (self, other) {
            uses.extend(more);
        }
    }
}
