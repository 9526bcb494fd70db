//! Text that WebAssembly changes after the page was rendered. Browser page translation replaces
//! each text node with an element of its own, so a later change to the original node stays
//! invisible. The text is therefore set on the parent element (`textContent`), which must have no
//! other children.

use leptos::prelude::*;

use super::textarea::escape_html;

/// Computes the text from signals. Boxed, because each closure type would add its own copy of the
/// rendering code to the WebAssembly module.
pub type ChangingText = Box<dyn Fn() -> String + Send>;

/// A paragraph whose text changes.
pub fn changing_text(
    class: &'static str,
    role: Option<&'static str>,
    text: ChangingText,
) -> impl IntoView {
    // Untracked, because this text is rendered once. Later changes go to `textContent` alone.
    let escaped_text = escape_html(&untrack(&*text));
    view! {
        // raw-html: `escape_html` leaves no markup in it.
        <p class=class role=role inner_html=escaped_text prop:textContent=text></p>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn text_is_drawn_escaped_and_without_a_node_for_script() {
        let html = Owner::new().with(|| {
            changing_text(
                "receipt",
                Some("status"),
                Box::new(|| "<b>Mai</b> & Kou".to_owned()),
            )
            .to_html()
        });
        assert_eq!(
            html,
            "<p role=\"status\" class=\"receipt\">&lt;b&gt;Mai&lt;/b&gt; &amp; Kou</p>"
        );
    }
}
