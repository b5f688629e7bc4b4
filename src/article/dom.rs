//! The tree of an HTML page: an arena that html5ever builds.
//!
//! Nodes refer to each other by index, so nothing is dropped recursively and every walk can be iterative.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::interface::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};

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
    parent: Option<Id>,
    children: Vec<Id>,
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
    /// Parses a page the way browsers do, with scripting off.
    pub fn parse(html: &str) -> Dom {
        let document = Node { data: Data::Other, parent: None, children: Vec::new() };
        let mut options = ParseOpts::default();
        // Without scripting, <noscript> holds elements, which can be left out by name.
        options.tree_builder.scripting_enabled = false;
        parse_document(Sink { nodes: RefCell::new(vec![document]) }, options).one(html)
    }

    /// What a node is.
    pub fn data(&self, id: Id) -> &Data {
        self.nodes.get(id).map_or(&Data::Other, |node| &node.data)
    }

    /// Its parent.
    pub fn parent(&self, id: Id) -> Option<Id> {
        self.nodes.get(id)?.parent
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

    /// Walks the tree below `root` in document order. `enter` says whether to go into a node.
    pub fn walk(&self, root: Id, mut enter: impl FnMut(Id) -> bool, mut step: impl FnMut(Step)) {
        let mut stack = vec![Step::Enter(root)];
        while let Some(next) = stack.pop() {
            match next {
                Step::Enter(id) if enter(id) => {
                    step(next);
                    stack.push(Step::Leave(id));
                    let children = self.nodes.get(id).map_or(&[][..], |node| &node.children);
                    stack.extend(children.iter().rev().map(|child| Step::Enter(*child)));
                }
                Step::Enter(_) => {}
                Step::Leave(_) => step(next),
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

struct Sink {
    nodes: RefCell<Vec<Node>>,
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
        nodes.push(Node { data, parent: None, children: Vec::new() });
        nodes.len() - 1
    }

    fn insert(&self, parent: Id, before: Option<Id>, child: NodeOrText<Id>) {
        let at = |nodes: &[Node]| {
            let children = nodes.get(parent).map_or(&[][..], |node| &node.children);
            before.and_then(|before| children.iter().rposition(|child| *child == before)).unwrap_or(children.len())
        };
        let child = match child {
            NodeOrText::AppendNode(child) => {
                self.detach(child);
                child
            }
            NodeOrText::AppendText(words) => {
                let mut nodes = self.nodes.borrow_mut();
                let last = at(&nodes).checked_sub(1);
                let last = last.and_then(|last| nodes.get(parent).and_then(|node| node.children.get(last)).copied());
                if let Some(Node { data: Data::Text(text), .. }) = last.and_then(|last| nodes.get_mut(last)) {
                    text.push_tendril(&words);
                    return;
                }
                drop(nodes);
                self.add(Data::Text(words))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let at = at(&nodes);
        if let Some(node) = nodes.get_mut(parent) {
            node.children.insert(at, child);
        }
        if let Some(node) = nodes.get_mut(child) {
            node.parent = Some(parent);
        }
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let parent = nodes.get_mut(id).and_then(|node| node.parent.take());
        if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
            // Moved nodes are nearly always the last ones.
            if let Some(at) = parent.children.iter().rposition(|child| *child == id) {
                parent.children.remove(at);
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Dom;
    type ElemName<'a> = Name;

    fn finish(self) -> Dom {
        Dom { nodes: self.nodes.into_inner() }
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
        let parent = self.nodes.borrow().get(*element).and_then(|node| node.parent);
        match parent {
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
        let parent = self.nodes.borrow().get(*sibling).and_then(|node| node.parent);
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(Node { data: Data::Element(_, own), .. }) = nodes.get_mut(*target) {
            for attribute in attributes {
                if !own.iter().any(|old| old.name == attribute.name) {
                    own.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut nodes = self.nodes.borrow_mut();
        let children = nodes.get_mut(*node).map(|node| std::mem::take(&mut node.children)).unwrap_or_default();
        for child in &children {
            if let Some(child) = nodes.get_mut(*child) {
                child.parent = Some(*new_parent);
            }
        }
        if let Some(parent) = nodes.get_mut(*new_parent) {
            parent.children.extend(children);
        }
    }
}
