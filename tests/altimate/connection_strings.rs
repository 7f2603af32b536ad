//! P12: connection strings (contract, section 3.1), in any spelling and with each part wrong.

use telemetry::testing::FixedEnvironment;
use telemetry::{ApplicationInsights, OffReason, StartError, State, Telemetry};
use telemetry_receiver::{DEFAULT_INSTRUMENTATION_KEY, Receiver};

use super::events::Altimate;
use super::{arrived, cli, pruned};

/// Starts with that connection string; `Ok` is where it would send to.
fn started(connection: &str, variable: Option<&str>) -> Result<Option<String>, StartError> {
    let environment = match variable {
        Some(value) => FixedEnvironment::new().with("APPLICATIONINSIGHTS_CONNECTION_STRING", value),
        None => FixedEnvironment::new(),
    };
    let home = tempfile::tempdir().unwrap();
    let telemetry = Telemetry::<Altimate>::new();
    let transport = ApplicationInsights::new(connection).overridden_by(&environment);
    let builder = cli::set_up(&telemetry, home.path(), None).environment(environment);
    let _guard = builder.start(transport)?;
    Ok(telemetry.status().endpoint)
}

const KEY: &str = "InstrumentationKey=11111111-2222-3333-4444-555555555555";

#[test]
fn p12_connection_strings_are_read_in_any_spelling() {
    for (connection, endpoint) in [
        (KEY.to_owned(), "https://dc.services.visualstudio.com"),
        (KEY.to_uppercase(), "https://dc.services.visualstudio.com"),
        (format!(" ;; {} ;", KEY.replace('=', " = ")), "https://dc.services.visualstudio.com"),
        (
            format!("IngestionEndpoint=https://eastus-8.in.applicationinsights.azure.com/;{KEY}"),
            "https://eastus-8.in.applicationinsights.azure.com",
        ),
        (
            format!(
                "{KEY};ingestionendpoint = https://a.in.applicationinsights.azure.com// ;LiveEndpoint=https://b;ApplicationId=x"
            ),
            "https://a.in.applicationinsights.azure.com",
        ),
        (
            format!("{KEY};EndpointSuffix=applicationinsights.us"),
            "https://dc.applicationinsights.us",
        ),
        (
            format!("{KEY};Location=westus2;EndpointSuffix=ai.contoso.com"),
            "https://westus2.dc.ai.contoso.com",
        ),
        (
            format!("{KEY};EndpointSuffix=ai.contoso.com;IngestionEndpoint=https://own.example"),
            "https://own.example",
        ),
        (format!("Authorization=IKEY;{KEY}"), "https://dc.services.visualstudio.com"),
    ] {
        assert_eq!(started(&connection, None).unwrap().as_deref(), Some(endpoint), "{connection}");
    }
}

#[test]
fn p12_each_malformed_part_is_named_and_its_value_is_not_repeated() {
    let guid = "11111111-2222-3333-4444-555555555555";
    for (connection, part) in [
        ("hunter2".to_owned(), "without `=`"),
        (format!("{KEY};hunter2"), "without `=`"),
        ("IngestionEndpoint=https://hunter2.example".to_owned(), "no `InstrumentationKey`"),
        ("InstrumentationKey=;x=hunter2".to_owned(), "no `InstrumentationKey`"),
        (format!("{KEY}hunter2"), "no GUID"),
        (format!("InstrumentationKey={}", guid.replace('-', "")), "no GUID"),
        (format!("InstrumentationKey={{{guid}}}"), "no GUID"),
        (format!("InstrumentationKey={}", guid.replace('1', "１")), "no GUID"),
        (format!("{KEY};{KEY}"), "`InstrumentationKey` twice"),
        (format!("{KEY};IngestionEndpoint=https://a;ingestionendpoint=https://b"), "twice"),
        (format!("{KEY};IngestionEndpoint=hunter2"), "wrong endpoint"),
        (format!("{KEY};IngestionEndpoint=ftp://hunter2.example"), "wrong endpoint"),
        (format!("{KEY};IngestionEndpoint=https://u:hunter2@a.example"), "wrong endpoint"),
        (format!("{KEY};IngestionEndpoint=https://a.example?hunter2"), "wrong endpoint"),
        (format!("{KEY};EndpointSuffix=hunter2."), "`EndpointSuffix`"),
        (format!("{KEY};EndpointSuffix=hun ter2"), "wrong endpoint"),
        (format!("{KEY};EndpointSuffix=evil@hunter2.example"), "wrong endpoint"),
        (format!("{KEY};EndpointSuffix=a.example/hunter2"), "wrong endpoint"),
        (format!("{KEY};EndpointSuffix=a.example;Location=hunter2/"), "`Location`"),
        (format!("{KEY};Authorization=aad"), "`Authorization`"),
        ("=;".repeat(50_000), "no `InstrumentationKey`"),
        (
            format!("{KEY};IngestionEndpoint=https://{}", "hunter2.".repeat(20_000)),
            "wrong endpoint",
        ),
    ] {
        let error = started(&connection, None).unwrap_err().to_string();
        assert!(error.contains(part), "{}: {error}", &connection[..connection.len().min(99)]);
        assert!(!error.contains("hunter2") && error.len() < 500, "{error}");
    }
}

#[test]
fn p12_without_a_connection_string_there_is_no_telemetry() {
    let telemetry = Telemetry::<Altimate>::new();
    let home = tempfile::tempdir().unwrap();
    let _guard =
        cli::set_up(&telemetry, home.path(), None).start(ApplicationInsights::new(" ")).unwrap();
    assert_eq!(telemetry.status().state, State::Off(OffReason::NoKey));
}

/// The variable names an endpoint of its own, so a test run may reach it.
#[test]
fn p12_the_environment_overrides_the_connection_string() {
    let receiver = Receiver::start().unwrap();
    let variable = format!(
        "IngestionEndpoint={}/ ;InstrumentationKey={DEFAULT_INSTRUMENTATION_KEY}",
        receiver.url()
    );
    let environment =
        FixedEnvironment::new().with("APPLICATIONINSIGHTS_CONNECTION_STRING", &variable);
    let home = tempfile::tempdir().unwrap();
    let telemetry = Telemetry::<Altimate>::new();
    let other = "InstrumentationKey=99999999-2222-3333-4444-555555555555";
    let guard = cli::set_up(&telemetry, home.path(), None)
        .start(ApplicationInsights::new(other).overridden_by(&environment))
        .unwrap();
    telemetry.track(pruned(1));
    drop(guard);
    assert_eq!(arrived(&receiver), [1]);
    assert_eq!(receiver.requests()[0].path, "/v2/track");
    assert!(!receiver.received_anywhere("99999999"));
    let broken = started(KEY, Some("InstrumentationKey=hunter2")).unwrap_err();
    assert!(broken.to_string().contains("no GUID"), "{broken}");
    let blank = started(KEY, Some("  ")).unwrap();
    assert_eq!(blank.as_deref(), Some("https://dc.services.visualstudio.com"));
}
