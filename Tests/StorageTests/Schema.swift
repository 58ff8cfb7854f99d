import StorageCore

/// A small schema for these tests.
enum Schema {
    static let one = [
        Migration(
            version: 1, name: "accounts",
            statements: [
                """
                CREATE TABLE account (
                    id INTEGER NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    balance INTEGER NOT NULL DEFAULT 0 CHECK (balance >= 0),
                    note TEXT,
                    picture BLOB
                ) STRICT
                """,
                "CREATE INDEX account_balance ON account (balance)",
            ])
    ]

    static let two =
        one + [
            Migration(
                version: 2, name: "entries",
                statements: [
                    """
                    CREATE TABLE entry (
                        account INTEGER NOT NULL REFERENCES account (id),
                        position INTEGER NOT NULL,
                        amount INTEGER NOT NULL,
                        PRIMARY KEY (account, position)
                    ) STRICT, WITHOUT ROWID
                    """
                ])
        ]
}
