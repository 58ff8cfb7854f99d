extension Schema {
    static let runNames = [
        // What a module of its has named it.
        "ALTER TABLE run ADD COLUMN name TEXT"
    ]
}
