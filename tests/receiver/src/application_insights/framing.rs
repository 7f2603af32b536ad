//! The two framings of a body (contract 3.2).

use crate::breach::Breach;
use crate::intake;
use crate::json::Json;
use crate::request::Request;

/// The items of a JSON array, or of a stream with one envelope a line.
pub(super) fn items(request: &Request, content: &[u8]) -> Result<Vec<Json>, Breach> {
    let items = if intake::has_media_type(request, "application/x-json-stream") {
        let lines = content.split(|&byte| byte == b'\n');
        lines.filter(|line| !line.trim_ascii().is_empty()).map(parse).collect::<Result<_, _>>()?
    } else if intake::has_media_type(request, "application/json") {
        match parse(content)? {
            Json::Array(items) => items,
            _ => return Err(Breach::of("3.2", "the body is not an array of envelopes")),
        }
    } else {
        let content_type = request.header("Content-Type").unwrap_or_default();
        let reason = format!("Content-Type is `{content_type}`, which names no framing");
        return Err(Breach::of("3.2", reason));
    };
    if items.is_empty() {
        return Err(Breach::of("3.4", "there are no items to accept"));
    }
    Ok(items)
}

fn parse(text: &[u8]) -> Result<Json, Breach> {
    Json::parse(text).map_err(|error| Breach::of("3.2", format!("not JSON: {error}")))
}
