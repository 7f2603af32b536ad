//! Header fields of the application's own, and the form in which the environment holds them:
//! `k=v,k2=v2` with percent-encoded values (OTLP specification).

use percent_encoding::percent_decode_str;
use ureq::http::{HeaderName, HeaderValue};

/// Reads the environment's form; an error does not repeat a value.
pub(super) fn parse(text: &str) -> Result<Vec<(String, String)>, String> {
    let fields = text.split(',').map(str::trim).filter(|field| !field.is_empty());
    fields
        .map(|field| {
            let (name, value) =
                field.split_once('=').ok_or_else(|| wrong("has a field without `=`"))?;
            let value = percent_decode_str(value.trim()).decode_utf8();
            let value = value.map_err(|_| wrong("has a value that is not UTF-8"))?;
            Ok((name.trim().to_owned(), value.into_owned()))
        })
        .collect()
}

fn wrong(why: &str) -> String {
    format!("OTEL_EXPORTER_OTLP_HEADERS {why}: write it as `name=value,name2=value2`")
}

/// Refuses what cannot be a header field.
pub(super) fn check(headers: &[(String, String)]) -> Result<(), String> {
    for (name, value) in headers {
        if HeaderName::from_bytes(name.as_bytes()).is_err() {
            return Err(
                "a header for the collector has a name that is none: write it as `api-key`"
                    .to_owned(),
            );
        }
        if HeaderValue::from_str(value).is_err() {
            return Err(format!(
                "the header `{name}` for the collector has a value that cannot be sent: write it in one line of ASCII"
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_the_specification_writes_them() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            parse(" api-key = a%20b%3D , x=1=2 ,,"),
            Ok(vec![field("api-key", "a b="), field("x", "1=2")])
        );
        assert_eq!(parse(""), Ok(Vec::new()));
    }

    #[test]
    fn a_wrong_field_is_refused_without_its_value() {
        for text in ["hunter2", "a=b,hunter2", "a=hunter2%FF"] {
            let error = parse(text).err().unwrap_or_default();
            assert!(
                error.contains("OTEL_EXPORTER_OTLP_HEADERS") && !error.contains("hunter2"),
                "{error}"
            );
        }
        for field in [("a b", "x"), ("", "x"), ("a", "hunter2\n")] {
            let error =
                check(&[(field.0.to_owned(), field.1.to_owned())]).err().unwrap_or_default();
            assert!(error.contains("header") && !error.contains("hunter2"), "{error}");
        }
    }
}
