// Text behind the recorder's back, into the queue's own form.
fn push(bytes: &mut Vec<u8>) {
    telemetry::encoding::push_text(bytes, 0, "jane");
}

fn main() {}
