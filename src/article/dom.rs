//! The tree of a page: an arena, from HTML by html5ever or from the snapshot of a live page.
//!
//! Nodes refer to each other by index, so nothing is dropped recursively and every walk is iterative.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Range;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name};

use crate::article::feed;
use crate::limits::{ATTRIBUTES, DEPTH};

/// Index of a node in its [`Dom`].
pub type Id = usize;

/// What a node is.
#[derive(Debug)]
pub enum Data {
    /// The document, a fragment, a comment: nothing to see.
    Other,
    /// Text.
    Text(StrTendril),
    /// An element.
    Element(QualName, Vec<Attribute>),
}

#[derive(Debug)]
struct Node {
    data: Data,
    depth: u32,
    parent: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
    before: Option<Id>,
    next: Option<Id>,
}

impl Node {
    fn new(data: Data) -> Node {
        Node { data, depth: 0, parent: None, first: None, last: None, before: None, next: None }
    }
}

/// A parsed page. Node 0 is the document.
#[derive(Debug)]
pub struct Dom {
    nodes: Vec<Node>,
}

/// One step of a walk through the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into a node; its children come next.
    Enter(Id),
    /// Out of it again.
    Leave(Id),
}

impl Dom {
    /// Parses a page the way browsers do, with scripting off: then `<noscript>` holds elements, which can be left out by
    /// name. Elements nested deeper than [`DEPTH`] are opened no more, as in browsers; their text is kept. Of a tag with
    /// thousands of attributes the first are kept ([`feed`]).
    pub fn parse(html: &str) -> Dom {
        let page = StrTendril::from(html);
        // Hardly any page has a tag so long that it has to be looked at.
        let (tokenizer, all) = fed(&page, |feed| feed::whole(html, feed));
        let tokenizer = if all { tokenizer } else { fed(&page, |feed| feed::capped(html, feed)).0 };
        tokenizer.end();
        Dom { nodes: tokenizer.sink.builder.sink.nodes.take() }
    }

    /// A tree to be filled with [`Dom::append`].
    pub fn new() -> Dom {
        Dom { nodes: vec![Node::new(Data::Other)] }
    }

    /// Adds a node as the last child of another.
    pub fn append(&mut self, parent: Id, data: Data) -> Id {
        let id = self.nodes.len();
        self.nodes.push(Node::new(data));
        link(&mut self.nodes, parent, None, id);
        id
    }

    /// What a node is.
    pub fn data(&self, id: Id) -> &Data {
        self.nodes.get(id).map_or(&Data::Other, |node| &node.data)
    }

    /// Its parent.
    pub fn parent(&self, id: Id) -> Option<Id> {
        self.nodes.get(id)?.parent
    }

    /// A node, its parent, and so on to the document.
    pub fn around(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(id), |id| self.parent(*id))
    }

    /// The name of an element, "" for anything else.
    pub fn tag(&self, id: Id) -> &str {
        match self.data(id) {
            Data::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// An attribute of an element.
    pub fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        match self.data(id) {
            Data::Element(_, attributes) => {
                attributes.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
            }
            _ => None,
        }
    }

    /// All nodes, in the order in which they were made.
    pub fn ids(&self) -> std::ops::Range<Id> {
        0..self.nodes.len()
    }

    /// Of each text node its number in document order, templates left out as browsers do; 0 for what is no text.
    pub fn text_numbers(&self) -> Vec<u32> {
        let mut numbers = vec![0; self.nodes.len()];
        let mut count = 0;
        self.walk(
            0,
            |id| self.tag(id) != "template",
            |step| {
                if let Step::Enter(id) = step
                    && matches!(self.data(id), Data::Text(_))
                {
                    numbers.get_mut(id).into_iter().for_each(|number| *number = count);
                    count += 1;
                }
            },
        );
        numbers
    }

    /// Walks the tree below `root` in document order. `enter` says whether to go into a node.
    pub fn walk(&self, root: Id, mut enter: impl FnMut(Id) -> bool, mut step: impl FnMut(Step)) {
        let mut at = root;
        loop {
            let inside = enter(at);
            if inside {
                step(Step::Enter(at));
            }
            let node = |id: Id| self.nodes.get(id);
            if let Some(first) = node(at).and_then(|node| node.first).filter(|_| inside) {
                at = first;
                continue;
            }
            if inside {
                step(Step::Leave(at));
            }
            // On to the next node, out of all that end here.
            loop {
                if at == root {
                    return;
                }
                if let Some(next) = node(at).and_then(|node| node.next) {
                    at = next;
                    break;
                }
                let Some(parent) = node(at).and_then(|node| node.parent) else { return };
                at = parent;
                step(Step::Leave(at));
            }
        }
    }

    /// All text below a node, white space folded.
    pub fn text(&self, root: Id) -> String {
        let mut text = String::new();
        self.walk(
            root,
            |_| true,
            |step| {
                if let Step::Enter(id) = step
                    && let Data::Text(words) = self.data(id)
                {
                    text.push_str(words);
                }
            },
        );
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Hangs a node below a parent, before one of its children or at the end.
fn link(nodes: &mut [Node], parent: Id, next: Option<Id>, id: Id) {
    let before = match next {
        Some(next) => nodes.get(next).and_then(|next| next.before),
        None => nodes.get(parent).and_then(|parent| parent.last),
    };
    let depth = nodes.get(parent).map_or(0, |parent| parent.depth) + 1;
    if let Some(node) = nodes.get_mut(id) {
        (node.parent, node.before, node.next, node.depth) = (Some(parent), before, next, depth);
    }
    match before.and_then(|before| nodes.get_mut(before)) {
        Some(before) => before.next = Some(id),
        None => nodes.get_mut(parent).into_iter().for_each(|parent| parent.first = Some(id)),
    }
    match next.and_then(|next| nodes.get_mut(next)) {
        Some(next) => next.before = Some(id),
        None => nodes.get_mut(parent).into_iter().for_each(|parent| parent.last = Some(id)),
    }
}

fn unlink(nodes: &mut [Node], id: Id) {
    let Some(node) = nodes.get_mut(id) else { return };
    let (parent, before, next) = (node.parent.take(), node.before.take(), node.next.take());
    let Some(parent) = parent else { return };
    match before.and_then(|before| nodes.get_mut(before)) {
        Some(before) => before.next = next,
        None => nodes.get_mut(parent).into_iter().for_each(|parent| parent.first = next),
    }
    match next.and_then(|next| nodes.get_mut(next)) {
        Some(next) => next.before = before,
        None => nodes.get_mut(parent).into_iter().for_each(|parent| parent.last = before),
    }
}

/// A tokenizer that was fed with pieces of a page, and what feeding it said.
fn fed<T>(page: &StrTendril, feed: impl FnOnce(&mut dyn FnMut(Range<usize>) -> bool) -> T) -> (Tokenizer<Capped>, T) {
    let sink = Sink { nodes: RefCell::new(vec![Node::new(Data::Other)]), depth: Cell::new(0) };
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(sink, options);
    let capped = Capped { builder, dropped: RefCell::default(), tokens: Cell::new(0) };
    let tokenizer = Tokenizer::new(capped, Default::default());
    let queue = BufferQueue::default();
    let said = feed(&mut |piece| {
        let before = tokenizer.sink.tokens.get();
        queue.push_back(page.try_subtendril(piece.start as u32, piece.len() as u32).unwrap_or_default());
        // It stops behind each script, for who would run it.
        while !queue.is_empty() {
            let _ = tokenizer.feed(&queue);
        }
        tokenizer.sink.tokens.get() != before
    });
    (tokenizer, said)
}

/// Passes tokens on to the tree builder, but for tags that would open an element too deep and the tags that would close
/// it. The builder looks through its open elements at each tag, so without a cap it takes the square of the depth.
struct Capped {
    builder: TreeBuilder<Id, Sink>,
    dropped: RefCell<HashMap<LocalName, u32>>,
    /// How many tokens have come.
    tokens: Cell<u64>,
}

impl TokenSink for Capped {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        // That something is wrong is told in the middle of a tag.
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        if let Token::TagToken(tag) = &token {
            let mut dropped = self.dropped.borrow_mut();
            match tag.kind {
                TagKind::StartTag if self.builder.sink.depth.get() >= DEPTH && !reads_raw_text(&tag.name) => {
                    *dropped.entry(tag.name.clone()).or_default() += 1;
                    return TokenSinkResult::Continue;
                }
                TagKind::EndTag if !dropped.is_empty() => {
                    if let Some(count) = dropped.get_mut(&tag.name).filter(|count| **count > 0) {
                        *count -= 1;
                        return TokenSinkResult::Continue;
                    }
                }
                _ => {}
            }
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// What stands in these is no markup, so they have to be opened.
fn reads_raw_text(tag: &LocalName) -> bool {
    matches!(
        *tag,
        local_name!("script")
            | local_name!("style")
            | local_name!("title")
            | local_name!("textarea")
            | local_name!("xmp")
    )
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
    /// How deep the element is that the builder has open. After moves it may be a little off.
    depth: Cell<u32>,
}

/// An element's name, by value: the arena is behind a cell and cannot be borrowed from.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    fn add(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node::new(data));
        nodes.len() - 1
    }

    fn insert(&self, parent: Id, next: Option<Id>, child: NodeOrText<Id>) {
        let mut nodes = self.nodes.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(child) => {
                unlink(&mut nodes, child);
                child
            }
            NodeOrText::AppendText(words) => {
                let neighbour = match next {
                    Some(next) => nodes.get(next).and_then(|next| next.before),
                    None => nodes.get(parent).and_then(|parent| parent.last),
                };
                if let Some(Node { data: Data::Text(text), .. }) = neighbour.and_then(|id| nodes.get_mut(id)) {
                    text.push_tendril(&words);
                    return;
                }
                nodes.push(Node::new(Data::Text(words)));
                nodes.len() - 1
            }
        };
        link(&mut nodes, parent, next, child);
        if let Some(Node { data: Data::Element(..), depth, .. }) = nodes.get(child) {
            self.depth.set(*depth);
        }
    }

    fn parent(&self, id: Id) -> Option<Id> {
        self.nodes.borrow().get(id).and_then(|node| node.parent)
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Vec<Node>;
    type ElemName<'a> = Name;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name(&self, target: &Id) -> Name {
        match self.nodes.borrow().get(*target).map(|node| &node.data) {
            Some(Data::Element(name, _)) => Name(name.clone()),
            _ => Name(QualName::new(None, Namespace::default(), LocalName::default())),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> Id {
        self.add(Data::Element(name, attributes))
    }

    fn create_comment(&self, _text: StrTendril) -> Id {
        self.add(Data::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Id {
        self.add(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        match self.parent(*element) {
            Some(parent) => self.insert(parent, Some(*element), child),
            None => self.insert(*previous, None, child),
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    /// A template's contents hang below it as if they were its children; readers leave templates out by name.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let Some(parent) = self.parent(*sibling) {
            self.insert(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(Node { data: Data::Element(_, own), .. }) = nodes.get_mut(*target) {
            for attribute in attributes {
                if own.len() < ATTRIBUTES && !own.iter().any(|old| old.name == attribute.name) {
                    own.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        unlink(&mut self.nodes.borrow_mut(), *target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut nodes = self.nodes.borrow_mut();
        while let Some(child) = nodes.get(*node).and_then(|node| node.first) {
            unlink(&mut nodes, child);
            link(&mut nodes, *new_parent, None, child);
        }
    }

    fn pop(&self, node: &Id) {
        self.depth.set(self.nodes.borrow().get(*node).map_or(0, |node| node.depth.saturating_sub(1)));
    }
}
