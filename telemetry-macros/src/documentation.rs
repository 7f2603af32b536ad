//! Doc comments: what of them becomes a description.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// The doc comment as one line; `""` where there is none or it is blank. `#[doc(hidden)]`,
/// `#[doc = ""]` and `/** */` describe nothing.
pub fn description(attributes: &[Attribute]) -> String {
    let mut description = String::new();
    for word in text(attributes).split_whitespace() {
        if !description.is_empty() {
            description.push(' ');
        }
        description.push_str(word);
    }
    description
}

/// The doc comment as it is, in lines.
pub fn text(attributes: &[Attribute]) -> String {
    let comments = attributes.iter().filter_map(comment);
    let text = comments.reduce(|above, below| above + "\n" + &below);
    text.unwrap_or_default().trim().to_owned()
}

fn comment(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &pair.value else { return None };
    if !pair.path.is_ident("doc") {
        return None;
    }
    let text = text.value();
    Some(if text.contains('\n') {
        text.lines().map(without_star).collect::<Vec<_>>().join("\n")
    } else {
        text.strip_prefix(' ').map_or_else(|| text.clone(), str::to_owned)
    })
}

/// A line of a block comment without its margin.
fn without_star(line: &str) -> &str {
    let line = line.trim();
    match line.strip_prefix('*') {
        Some(rest) if rest.is_empty() || rest.starts_with(' ') => rest.trim_start(),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse::Parser;

    fn of(source: &str) -> String {
        let attributes = Attribute::parse_outer.parse_str(source);
        attributes.map(|attributes| description(&attributes)).unwrap_or_default()
    }

    #[test]
    fn comments_of_each_style_become_one_line() {
        assert_eq!(of("/// One\n/// two.\n///\n/// Three."), "One two. Three.");
        assert_eq!(of("/** One\n * two.\n */"), "One two.");
        assert_eq!(of(r#"#[doc = " One."]"#), "One.");
        assert_eq!(of("/// * a point"), "* a point");
    }

    #[test]
    fn what_describes_nothing_is_no_description() {
        for blank in ["///", "/** */", r#"#[doc = ""]"#, "#[doc(hidden)]", "#[inline]"] {
            assert_eq!(of(blank), "", "{blank}");
        }
    }
}
