// `rename_all` knows serde's spellings.
use telemetry::{TelemetryEnum, TelemetryEvent};

macro_rules! spelled {
    ($($name:ident $field:ident $spelling:literal,)*) => {
        $(
            /// How it is spelled.
            #[derive(TelemetryEnum)]
            #[telemetry(rename_all = $spelling)]
            enum $name { HttpApi }
        )*

        /// It was spelled out.
        #[derive(TelemetryEvent)]
        struct SpelledOut { $($field: $name,)* }

        fn main() {
            $(let _ = $name::HttpApi;)*
            let properties = <SpelledOut as TelemetryEvent>::SCHEMA.properties;
            let labels: Vec<_> = properties.iter().map(|property| property.shape.labels[0]).collect();
            assert_eq!(
                labels,
                ["httpapi", "HTTPAPI", "HttpApi", "httpApi", "http_api", "HTTP_API", "http-api", "HTTP-API"],
            );
        }
    };
}

spelled! {
    Lower lower "lowercase",
    Upper upper "UPPERCASE",
    Pascal pascal "PascalCase",
    Camel camel "camelCase",
    Snake snake "snake_case",
    ScreamingSnake screaming_snake "SCREAMING_SNAKE_CASE",
    Kebab kebab "kebab-case",
    ScreamingKebab screaming_kebab "SCREAMING-KEBAB-CASE",
}
