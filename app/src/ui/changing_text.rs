//! Text that script changes after the page was drawn. A browser that translates a page takes each text node out and puts an
//! element of its own in its place; what is set on the node afterwards is seen by nobody. So the text is set on the element,
//! whatever its children have become, and such an element has no other children.

use leptos::prelude::*;

use super::textarea::escaped;

/// Reads signals. Boxed: a type of its own for each text would be drawn by code of its own in the browser's module.
pub type ChangingText = Box<dyn Fn() -> String + Send>;

/// A paragraph whose text changes.
pub fn changing_text(class: &'static str, role: Option<&'static str>, text: ChangingText) -> impl IntoView {
    let drawn = escaped(&untrack(&*text));
    view! {
        // raw-html: `escaped` leaves no markup in it.
        <p class=class role=role inner_html=drawn prop:textContent=text></p>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn text_is_drawn_escaped_and_without_a_node_for_script() {
        let html = Owner::new().with(|| changing_text("receipt", Some("status"), Box::new(|| "<b>Mai</b> & Kou".to_owned())).to_html());
        assert_eq!(html, "<p role=\"status\" class=\"receipt\">&lt;b&gt;Mai&lt;/b&gt; &amp; Kou</p>");
    }
}
