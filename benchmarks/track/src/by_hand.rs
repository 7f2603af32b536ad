//! Bodies as one would write them by hand for the reference event alone: its keys are parts of the
//! text, and nothing is looked up.

use std::io::Write;

use telemetry::clock::rfc3339;
use telemetry::encoding::Value;
use telemetry::transport::{Batch, Event};
use uuid::Uuid;

/// The values in the order of the event's declaration.
fn values<'a>(event: &Event<'a>) -> [Value<'a>; 7] {
    let mut values = [Value::Bool(false); 7];
    for (place, (_, value)) in values.iter_mut().zip(event.values.clone()) {
        *place = value;
    }
    values
}

/// A label: none of them needs an escape.
fn text<'a>(value: Value<'a>) -> &'a str {
    match value {
        Value::Text(text) => text,
        _ => "",
    }
}

fn bool(value: Value<'_>) -> &'static str {
    if value == Value::Bool(true) { "true" } else { "false" }
}

fn number(value: Value<'_>) -> u64 {
    match value {
        Value::Unsigned(number) => number,
        _ => 0,
    }
}

fn properties(event: &Event<'_>, body: &mut Vec<u8>) {
    let [source, model_source, provider_type, is_agent, stream, tokens, attachments] =
        values(event);
    let mut add = |part: &str| body.extend_from_slice(part.as_bytes());
    add("\"source\":\"");
    add(text(source));
    add("\",\"model_source\":\"");
    add(text(model_source));
    add("\",\"provider_type\":\"");
    add(text(provider_type));
    add("\",\"is_agent\":");
    add(bool(is_agent));
    add(",\"stream\":");
    add(bool(stream));
    add(",\"tokens\":\"");
    add(text(tokens));
    add("\",\"attachments\":");
    write!(body, "{}", number(attachments)).expect("memory takes it");
}

/// Aptabase's.
pub fn aptabase(batch: &Batch<'_>, body: &mut Vec<u8>) {
    body.push(b'[');
    for (place, event) in batch.events.iter().enumerate() {
        if place > 0 {
            body.push(b',');
        }
        let session =
            event.session.started / 1000 * 100_000_000 + event.session.random % 100_000_000;
        write!(
            body,
            "{{\"timestamp\":\"{}\",\"sessionId\":\"{session}\",\"eventName\":\"message_sent\",",
            rfc3339(event.time)
        )
        .expect("memory takes it");
        let machine = &batch.source.machine;
        for part in [
            "\"systemProps\":{\"isDebug\":false,\"osName\":\"",
            &machine.os_name,
            "\",\"osVersion\":\"",
            &machine.os_version,
            "\",\"locale\":\"",
            &machine.locale,
            "\",\"appVersion\":\"",
            &batch.source.app_version,
            "\",\"appBuildNumber\":\"\",\"engineName\":\"\",\"engineVersion\":\"\",\"deviceModel\":\"\",",
            "\"sdkVersion\":\"telemetry-events@0.1.0\"},\"props\":{",
        ] {
            body.extend_from_slice(part.as_bytes());
        }
        properties(event, body);
        body.extend_from_slice(b"}}");
    }
    body.push(b']');
}

/// PostHog's.
pub fn posthog(batch: &Batch<'_>, body: &mut Vec<u8>) {
    write!(
        body,
        "{{\"api_key\":\"phc_0123456789\",\"sent_at\":\"{}\",\"batch\":[",
        rfc3339(batch.sent_at)
    )
    .expect("memory takes it");
    for (place, event) in batch.events.iter().enumerate() {
        if place > 0 {
            body.push(b',');
        }
        let mut random = [0; 10];
        random[..8].copy_from_slice(&event.session.random.to_be_bytes());
        let session =
            uuid::Builder::from_unix_timestamp_millis(event.session.started, &random).into_uuid();
        write!(
            body,
            "{{\"event\":\"message_sent\",\"uuid\":\"{}\",\"distinct_id\":\"{session}\",\"timestamp\":\"{}\",\"properties\":{{",
            event.id,
            rfc3339(event.time)
        )
        .expect("memory takes it");
        properties(event, body);
        write!(
            body,
            ",\"$session_id\":\"{session}\",\"$process_person_profile\":false,\"$geoip_disable\":true,\"$ip\":null,\"$lib\":\"telemetry-events\",\"$lib_version\":\"0.1.0\",\"$app_version\":\"{}\",\"$os\":\"{}\",\"is_debug\":false}}}}",
            batch.source.app_version, batch.source.machine.os_name
        )
        .expect("memory takes it");
    }
    body.extend_from_slice(b"]}");
}

/// Application Insights'.
pub fn application_insights(batch: &Batch<'_>, body: &mut Vec<u8>) {
    let machine = &batch.source.machine;
    body.push(b'[');
    for (place, event) in batch.events.iter().enumerate() {
        if place > 0 {
            body.push(b',');
        }
        let session = Uuid::from_u64_pair(event.session.started, event.session.random);
        write!(
            body,
            "{{\"name\":\"Microsoft.ApplicationInsights.Event\",\"time\":\"{}\",\"iKey\":\"00000000-0000-0000-0000-000000000001\",\"sampleRate\":100.0,\"tags\":{{\"ai.application.ver\":\"{}\",\"ai.device.locale\":\"{}\",\"ai.device.osVersion\":\"{} {}\",\"ai.device.type\":\"PC\",\"ai.session.id\":\"{}\",\"ai.location.ip\":\"0.0.0.0\",\"ai.cloud.role\":\"{}\",\"ai.cloud.roleInstance\":\"-\",\"ai.internal.sdkVersion\":\"rust:0.1.0\"}},",
            rfc3339(event.time),
            batch.source.app_version,
            machine.locale,
            machine.os_name,
            machine.os_version,
            session.simple(),
            batch.source.app.name,
        )
        .expect("memory takes it");
        let [source, model_source, provider_type, is_agent, stream, tokens, attachments] =
            values(event);
        for part in [
            "\"data\":{\"baseType\":\"EventData\",\"baseData\":{\"ver\":2,\"name\":\"message_sent\",\"properties\":{\"source\":\"",
            text(source),
            "\",\"model_source\":\"",
            text(model_source),
            "\",\"provider_type\":\"",
            text(provider_type),
            "\",\"is_agent\":\"",
            bool(is_agent),
            "\",\"stream\":\"",
            bool(stream),
            "\",\"tokens\":\"",
            text(tokens),
            "\",\"is_debug\":\"false\",\"event.id\":\"",
        ] {
            body.extend_from_slice(part.as_bytes());
        }
        write!(
            body,
            "{}\"}},\"measurements\":{{\"attachments\":{}}}}}}}}}",
            event.id,
            number(attachments)
        )
        .expect("memory takes it");
    }
    body.push(b']');
}

/// A collector's.
pub fn otlp(batch: &Batch<'_>, body: &mut Vec<u8>) {
    let machine = &batch.source.machine;
    write!(
        body,
        "{{\"resourceLogs\":[{{\"resource\":{{\"attributes\":[{{\"key\":\"service.name\",\"value\":{{\"stringValue\":\"{}\"}}}},{{\"key\":\"service.version\",\"value\":{{\"stringValue\":\"{}\"}}}},{{\"key\":\"deployment.environment.name\",\"value\":{{\"stringValue\":\"production\"}}}},{{\"key\":\"os.type\",\"value\":{{\"stringValue\":\"linux\"}}}},{{\"key\":\"os.version\",\"value\":{{\"stringValue\":\"{}\"}}}}]}},\"scopeLogs\":[{{\"scope\":{{\"name\":\"telemetry-events\",\"version\":\"0.1.0\"}},\"logRecords\":[",
        batch.source.app.name, batch.source.app_version, machine.os_version
    )
    .expect("memory takes it");
    for (place, event) in batch.events.iter().enumerate() {
        if place > 0 {
            body.push(b',');
        }
        let time = event.time;
        write!(
            body,
            "{{\"timeUnixNano\":\"{time}000000\",\"observedTimeUnixNano\":\"{time}000000\",\"severityNumber\":9,\"severityText\":\"INFO\",\"eventName\":\"message_sent\",\"attributes\":["
        )
        .expect("memory takes it");
        let [source, model_source, provider_type, is_agent, stream, tokens, attachments] =
            values(event);
        for part in [
            "{\"key\":\"source\",\"value\":{\"stringValue\":\"",
            text(source),
            "\"}},{\"key\":\"model_source\",\"value\":{\"stringValue\":\"",
            text(model_source),
            "\"}},{\"key\":\"provider_type\",\"value\":{\"stringValue\":\"",
            text(provider_type),
            "\"}},{\"key\":\"is_agent\",\"value\":{\"boolValue\":",
            bool(is_agent),
            "}},{\"key\":\"stream\",\"value\":{\"boolValue\":",
            bool(stream),
            "}},{\"key\":\"tokens\",\"value\":{\"stringValue\":\"",
            text(tokens),
        ] {
            body.extend_from_slice(part.as_bytes());
        }
        let session = Uuid::from_u64_pair(event.session.started, event.session.random);
        write!(
            body,
            "\"}}}},{{\"key\":\"attachments\",\"value\":{{\"intValue\":\"{}\"}}}},{{\"key\":\"session.id\",\"value\":{{\"stringValue\":\"{session}\"}}}},{{\"key\":\"log.record.uid\",\"value\":{{\"stringValue\":\"{}\"}}}}]}}",
            number(attachments),
            event.id
        )
        .expect("memory takes it");
    }
    body.extend_from_slice(b"]}]}]}");
}
