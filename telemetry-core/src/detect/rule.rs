/// Why a value was dropped, or a span replaced. The name of the rule, never the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// Nothing is left of it.
    Empty,
    /// Longer than the filter's limit.
    TooLong,
    /// Holds a word that belongs to this machine: user name, host name, home folder, git identity.
    Machine,
    /// An e-mail address.
    Email,
    /// An IPv4 or IPv6 address.
    Ip,
    /// A hardware address.
    Mac,
    /// A file path, a file URL or a URI of a cloud store.
    Path,
    /// A URL with a user, a secret or a connection string in it.
    Url,
    /// The name of a personal or private host.
    Host,
    /// A login on a host or in a domain, a security identifier, an entry of a directory.
    Account,
    /// A token in the format of a known issuer.
    Token,
    /// A value that its own key or header calls secret.
    Assignment,
    /// Text that is too random to be a name.
    Random,
    /// A private key in a text armour.
    PrivateKey,
    /// A phone number.
    Phone,
    /// A payment card.
    Card,
    /// A bank account.
    Iban,
    /// A social security number.
    Ssn,
    /// A wallet address or key of a crypto currency.
    Wallet,
    /// The words that restore a wallet.
    SeedPhrase,
    /// Something in quotes, where a declaration wants none: `#[scrub(quoted)]`.
    Quoted,
}

impl Rule {
    /// The rule's name in reports.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::Machine => "machine",
            Self::Email => "email",
            Self::Ip => "ip",
            Self::Mac => "mac",
            Self::Path => "path",
            Self::Url => "url",
            Self::Host => "host",
            Self::Account => "account",
            Self::Token => "token",
            Self::Assignment => "assignment",
            Self::Random => "random",
            Self::PrivateKey => "private_key",
            Self::Phone => "phone",
            Self::Card => "card",
            Self::Iban => "iban",
            Self::Ssn => "ssn",
            Self::Wallet => "wallet",
            Self::SeedPhrase => "seed_phrase",
            Self::Quoted => "quoted",
        }
    }

    /// What the scrubber writes instead of the text.
    pub const fn placeholder(self) -> &'static str {
        match self {
            Self::Machine => "<machine>",
            Self::Email => "<email>",
            Self::Ip => "<ip>",
            Self::Mac => "<mac>",
            Self::Path => "<path>",
            Self::Url => "<url>",
            Self::Host => "<host>",
            Self::Account => "<account>",
            Self::Phone => "<phone>",
            Self::Card => "<card>",
            Self::Iban => "<iban>",
            Self::Ssn => "<ssn>",
            Self::Wallet => "<wallet>",
            Self::Quoted => "<quoted>",
            Self::Token
            | Self::Assignment
            | Self::Random
            | Self::PrivateKey
            | Self::SeedPhrase
            | Self::Empty
            | Self::TooLong => "<secret>",
        }
    }
}
