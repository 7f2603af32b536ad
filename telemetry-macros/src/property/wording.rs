//! Which message a type gets that is not closed, by the way it is spelled.
//!
//! The verdict is the compiler's: the traits named here are all implemented for the very same types.

use syn::{GenericArgument, PathArguments, PathSegment, Type, TypeParamBound};

/// The name of the trait whose message fits.
pub fn closed_trait(ty: &Type) -> &'static str {
    match ty {
        Type::Group(group) => closed_trait(&group.elem),
        Type::Paren(paren) => closed_trait(&paren.elem),
        Type::Reference(reference) => closed_trait(&reference.elem),
        Type::Tuple(_) => "ClosedTuple",
        Type::Slice(slice) => of_items(&slice.elem),
        Type::Array(array) => of_items(&array.elem),
        Type::Path(path) => path.path.segments.last().map_or("Closed", of_name),
        Type::TraitObject(object) => {
            let is_error = object.bounds.iter().any(|bound| match bound {
                TypeParamBound::Trait(bound) => {
                    bound.path.segments.last().is_some_and(|last| last.ident == "Error")
                }
                _ => false,
            });
            if is_error { "ClosedError" } else { "Closed" }
        }
        _ => "Closed",
    }
}

fn of_items(item: &Type) -> &'static str {
    if is_named(item, "u8") { "ClosedBytes" } else { "ClosedCollection" }
}

fn of_name(name: &PathSegment) -> &'static str {
    let inner = first_type(&name.arguments);
    match name.ident.to_string().as_str() {
        "Option" | "Box" | "Rc" | "Arc" | "Cow" => inner.map_or("Closed", closed_trait),
        "String" | "str" => "ClosedText",
        "Path" | "PathBuf" | "OsStr" | "OsString" => "ClosedPath",
        "Url" | "Uri" => "ClosedUrl",
        "IpAddr" | "Ipv4Addr" | "Ipv6Addr" | "SocketAddr" | "SocketAddrV4" | "SocketAddrV6" => {
            "ClosedAddress"
        }
        "Uuid" | "Ulid" => "ClosedIdentifier",
        "Bytes" | "BytesMut" | "CStr" | "CString" => "ClosedBytes",
        "Vec" | "VecDeque" | "HashSet" | "BTreeSet" => inner.map_or("ClosedCollection", of_items),
        "HashMap" | "BTreeMap" | "IndexMap" | "Value" => "ClosedMap",
        "Set" => "ClosedSet",
        "Distinct" | "Sole" => "ClosedAggregate",
        "char" => "ClosedCharacter",
        "SystemTime" | "Instant" | "DateTime" | "OffsetDateTime" | "Timestamp" => "ClosedTime",
        "Error" => "ClosedError",
        "u128" | "i128" => "ClosedWideInteger",
        _ => "Closed",
    }
}

/// The name of the trait whose message fits under `#[hash]`.
pub fn pseudonym_trait(ty: &Type) -> &'static str {
    match closed_trait(ty) {
        "Closed" | "ClosedWideInteger" => "Pseudonymisable",
        _ => "PseudonymisableText",
    }
}

/// Whether it is spelled like an accumulator: what is said of a treatment that does not fit is then about
/// those.
pub fn is_accumulator(ty: &Type) -> bool {
    is_last(ty, &["Count", "Sum", "Max", "Distinct", "Sole", "Quantiles", "Stopwatch"])
}

/// Whether no type of this spelling has a doc comment of its own to describe a property with.
pub fn has_no_documentation(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => has_no_documentation(&group.elem),
        Type::Reference(_) => true,
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| match last.ident.to_string().as_str() {
                "Option" => first_type(&last.arguments).is_some_and(has_no_documentation),
                "bool" | "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64"
                | "isize" | "f32" | "f64" | "Duration" | "String" | "Cow" | "Box" | "Rc"
                | "Arc" | "Count" | "Sum" | "Max" | "Distinct" | "Quantiles" | "Stopwatch" => true,
                _ => false,
            })
        }
        _ => false,
    }
}

/// Whether it is a reference, or spelled like what holds one: nothing of that form is closed. An alias that
/// only has a lifetime may be.
pub fn is_borrowed(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_borrowed(&group.elem),
        Type::Paren(paren) => is_borrowed(&paren.elem),
        Type::Reference(_) => true,
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            let inner = first_type(&last.arguments);
            match last.ident.to_string().as_str() {
                "Option" | "Box" | "Rc" | "Arc" => inner.is_some_and(is_borrowed),
                name => name == "Cow" && inner.is_some(),
            }
        }),
        _ => false,
    }
}

/// Whether it is spelled like the type that becomes two properties. If it is another, the compiler says
/// so.
pub fn is_quantiles(ty: &Type) -> bool {
    is_last(ty, &["Quantiles"])
}

fn is_last(ty: &Type, names: &[&str]) -> bool {
    match ty {
        Type::Group(group) => is_last(&group.elem, names),
        // As text once: each comparison with a token would make one of its own.
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| names.contains(&&*last.ident.to_string()))
        }
        _ => false,
    }
}

fn is_named(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident(name))
}

/// `T` of `<'a, T>`.
fn first_type(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(list) = arguments else { return None };
    list.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
