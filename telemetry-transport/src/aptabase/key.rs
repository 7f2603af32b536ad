//! App keys: `A-{REGION}-{10 digits}`.

pub(super) struct Key {
    /// As the server compares it: in capitals.
    pub(super) text: String,
    pub(super) region: Region,
}

#[derive(Clone, Copy)]
pub(super) enum Region {
    Europe,
    UnitedStates,
    Development,
    SelfHosted,
}

impl Key {
    /// Reads a key; the error does not repeat it.
    pub(super) fn parse(key: &str) -> Result<Self, String> {
        let text = key.trim().to_ascii_uppercase();
        let refused = |why: &str| {
            Err(format!(
                "the Aptabase app key {why}: copy it from the app's settings, it looks like `A-EU-0123456789`"
            ))
        };
        let parts: Vec<_> = text.split('-').collect();
        let [letter, region, number] = parts[..] else {
            return refused("does not have three parts");
        };
        if letter != "A" {
            return refused("does not start with `A-`");
        }
        let region = match region {
            "EU" => Region::Europe,
            "US" => Region::UnitedStates,
            "DEV" => Region::Development,
            "SH" => Region::SelfHosted,
            _ => return refused("names a region other than EU, US, DEV and SH"),
        };
        if number.len() != 10 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return refused("does not end in ten digits");
        }
        Ok(Self { region, text })
    }
}

impl Region {
    /// The server of the region; the user names that of a self-hosted one.
    pub(super) fn host(self) -> Option<&'static str> {
        match self {
            Self::Europe => Some("https://eu.aptabase.com"),
            Self::UnitedStates => Some("https://us.aptabase.com"),
            Self::Development => Some("http://localhost:3000"),
            Self::SelfHosted => None,
        }
    }
}
