//! A parsed HTML page: its elements, their attributes and their text.
#![allow(dead_code, reason = "shared by several test files")]

use std::collections::BTreeMap;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A parsed page: its nodes in document order; each element knows where its descendants end.
#[derive(Debug, Default)]
pub struct HtmlDocument(pub(super) Vec<HtmlNode>);

#[derive(Debug)]
pub enum HtmlNode {
    Element {
        name: String,
        attributes: BTreeMap<String, String>,
        end: usize,
    },
    Text(String),
    Comment(String),
}

impl HtmlDocument {
    pub fn parse(text: &str) -> Self {
        // With the repairs of a browser: typed markup can close the elements around it.
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(text);
        let mut page = Self::default();
        page.add_node(&dom.document);
        page
    }

    fn add_node(&mut self, node: &Handle) {
        let at = self.0.len();
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs
                    .borrow()
                    .iter()
                    .map(|one| (one.name.local.to_string(), one.value.to_string()))
                    .collect();
                self.0.push(HtmlNode::Element {
                    name: name.local.to_string(),
                    attributes,
                    // Known only once the children are added, below.
                    end: 0,
                });
            }
            NodeData::Text { contents } => {
                self.0.push(HtmlNode::Text(contents.borrow().to_string()))
            }
            NodeData::Comment { contents } => self.0.push(HtmlNode::Comment(contents.to_string())),
            // The document itself and its doctype have no text of their own.
            _ => {}
        }
        for child in node.children.borrow().iter() {
            self.add_node(child);
        }
        let last = self.0.len();
        if matches!(node.data, NodeData::Element { .. })
            && let Some(HtmlNode::Element { end, .. }) = self.0.get_mut(at)
        {
            *end = last;
        }
    }

    pub(super) fn all_elements(&self) -> impl Iterator<Item = HtmlElement<'_>> {
        self.elements_between(0, self.0.len())
    }

    fn elements_between(&self, from: usize, to: usize) -> impl Iterator<Item = HtmlElement<'_>> {
        (from..to).filter_map(|at| match &self.0[at] {
            HtmlNode::Element {
                name,
                attributes,
                end,
            } => Some(HtmlElement {
                page: self,
                at,
                name,
                attributes,
                end: *end,
            }),
            _ => None,
        })
    }
}

#[derive(Clone, Copy)]
pub(super) struct HtmlElement<'a> {
    page: &'a HtmlDocument,
    at: usize,
    pub(super) name: &'a str,
    attributes: &'a BTreeMap<String, String>,
    end: usize,
}

impl<'a> HtmlElement<'a> {
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub(super) fn attribute_or_empty(&self, name: &str) -> String {
        self.attribute(name).unwrap_or("").to_owned()
    }

    pub(super) fn text_content(&self) -> String {
        self.page.0[self.at..self.end]
            .iter()
            .filter_map(|node| {
                if let HtmlNode::Text(text) = node {
                    Some(text.as_str())
                } else {
                    None
                }
            })
            .collect()
    }

    pub(super) fn descendants(&self) -> impl Iterator<Item = HtmlElement<'a>> + use<'a> {
        self.page.elements_between(self.at + 1, self.end)
    }
}
