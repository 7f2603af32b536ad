//! The OpenTelemetry SDK: log records through its batch processor to an exporter that exports nothing.

use std::time::SystemTime;

use opentelemetry::logs::{AnyValue, LogRecord, Logger, LoggerProvider, Severity};
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::logs::{
    BatchConfigBuilder, BatchLogProcessor, LogBatch, LogExporter, SdkLogger, SdkLoggerProvider,
};

use crate::event::Values;
use crate::subject::Subject;

/// A logger and its provider.
pub struct OpenTelemetry {
    logger: SdkLogger,
    provider: SdkLoggerProvider,
}

#[derive(Debug)]
struct Nowhere;

impl LogExporter for Nowhere {
    async fn export(&self, _: LogBatch<'_>) -> OTelSdkResult {
        Ok(())
    }
}

impl OpenTelemetry {
    /// With a queue of so many events.
    pub fn new(capacity: usize) -> Self {
        let config = BatchConfigBuilder::default().with_max_queue_size(capacity).build();
        let processor = BatchLogProcessor::builder(Nowhere).with_batch_config(config).build();
        let provider = SdkLoggerProvider::builder().with_log_processor(processor).build();
        Self { logger: provider.logger("track"), provider }
    }
}

impl Subject for OpenTelemetry {
    fn name(&self) -> &'static str {
        "opentelemetry_sdk"
    }

    fn send(&self) {
        let values = Values::reference();
        let mut record = self.logger.create_log_record();
        record.set_event_name("message_sent");
        record.set_timestamp(SystemTime::now());
        record.set_severity_number(Severity::Info);
        record.add_attribute("session", 1_795_233_000_123_i64);
        record.add_attribute("source", values.source.label());
        record.add_attribute("model_source", values.model_source.label());
        record.add_attribute("provider_type", values.provider_type.label());
        record.add_attribute("is_agent", AnyValue::Boolean(values.is_agent));
        record.add_attribute("stream", AnyValue::Boolean(values.stream));
        record.add_attribute("tokens", values.tokens_bucket());
        record.add_attribute("attachments", i64::from(values.attachments));
        self.logger.emit(record);
    }

    fn settle(&self) {
        let _ = self.provider.force_flush();
    }
}
