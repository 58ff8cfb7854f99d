import GRDB

enum SQLiteSettings {
    static func configuration(readers: Int) -> Configuration {
        var configuration = Configuration()
        configuration.label = "flowmeter.sqlite"
        configuration.maximumReaderCount = readers
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            try database.execute(sql: database.configuration.readonly ? reader : writer)
        }
        return configuration
    }

    /// `auto_vacuum` counts only before the first table. `secure_delete`, on in Debian's SQLite, writes zeros over what is deleted.
    /// A checkpoint every 16 MB instead of 4 writes a hot page once instead of four times; above 64 MB the WAL file is cut back.
    private static let writer = """
        PRAGMA auto_vacuum = INCREMENTAL;
        PRAGMA secure_delete = OFF;
        PRAGMA cache_size = -65536;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA temp_store = MEMORY
        """

    private static let reader = "PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY"
}
