import StorageCore
import TestSupport
import Testing

struct ValueTests {
    @Test(arguments: TestDatabase.available)
    func `values of each type come out as they went in`(database: TestDatabase) async throws {
        let storage = try await database.open()
        try await storage.migrate(Schema.one)
        let texts = [
            "", "plain", "ž 🌍 \u{1F468}\u{200D}\u{1F469}", "it's \"quoted\" ? $1 \\ \n\t", String(repeating: "long ", count: 20_000),
        ]
        let bytes: [[UInt8]?] = [nil, [], [0], [UInt8](0...255), [UInt8](repeating: 0xFF, count: 300_000)]
        let integers: [Int64] = [0, 1, 255, 65_536, .max]
        try await storage.write { transaction in
            for (index, text) in texts.enumerated() {
                try transaction.execute(
                    """
                    INSERT INTO account (id, name, balance, note, picture)
                    VALUES (\(Int64.min + Int64(index)), \(text), \(integers[index]), \(index == 0 ? nil : text), \(bytes[index]))
                    """)
            }
        }
        let rows = try await storage.read { try $0.rows("SELECT id, name, balance, note, picture FROM account ORDER BY id") }
        #expect(rows.count == texts.count)
        for (index, row) in rows.enumerated() {
            #expect(try row.integer(0) == .min + Int64(index))
            #expect(try row.text(1) == texts[index])
            #expect(try row.integer(2) == integers[index])
            #expect(try row.optionalText(3) == (index == 0 ? nil : texts[index]))
            #expect(try row.optionalBytes(4) == bytes[index])
        }
    }

    @Test(arguments: TestDatabase.available)
    func `sums, counts, comparisons and averages are integers`(database: TestDatabase) async throws {
        let storage = try await database.open()
        try await storage.migrate(Schema.two)
        let amounts: [Int64] = [9_000_000_000_000_000, -1, 10_000, 0, -10_000, 123_456_789_012]
        let row = try await storage.write { transaction in
            try transaction.execute("INSERT INTO account (id, name) VALUES (1, \("one"))")
            try transaction.batch(
                "INSERT INTO entry (account, position, amount) VALUES (?, ?, ?)",
                amounts.enumerated().map { [.integer(1), .integer(Int64($0.offset)), .integer($0.element)] })
            return try transaction.row(
                """
                SELECT SUM(amount), COUNT(*), MAX(amount), MIN(amount), SUM(amount) > 0, COALESCE(SUM(amount), 0),
                    SUM(CASE WHEN amount < 0 THEN amount ELSE 0 END), SUM(CASE WHEN position > 1000 THEN amount END),
                    SUM(CASE WHEN amount = 10000 THEN amount * 100000 ELSE 0 END)
                FROM entry
                """)
        }
        let sum = amounts.reduce(0, +)
        let values: [SQLValue] = [
            .integer(sum), .integer(6), .integer(9_000_000_000_000_000), .integer(-10_000), .integer(1), .integer(sum), .integer(-10_001),
            .null,
            .integer(1_000_000_000),
        ]
        #expect(row?.values == values)
    }

    @Test(arguments: TestDatabase.available)
    func `a sum that no integer can hold is an error, not a wrong figure`(database: TestDatabase) async throws {
        let storage = try await database.open()
        try await storage.migrate(Schema.one)
        try await storage.write { transaction in
            try transaction.execute("INSERT INTO account (id, name, balance) VALUES (1, 'one', \(Int64.max)), (2, 'two', \(Int64.max))")
        }
        await #expect(throws: StorageError.self) { try await storage.read { try $0.rows("SELECT SUM(balance) FROM account") } }
    }

    @Test(arguments: TestDatabase.available)
    func `a parameter is of its own type, also after it was null`(database: TestDatabase) async throws {
        let storage = try await database.open()
        try await storage.migrate(Schema.one)
        let large: Int64 = 5_000_000_000
        let answers = try await storage.read { transaction in
            var answers: [[SQLValue]] = []
            for value: Int64? in [nil, large, nil, 1] {
                answers += try transaction.rows("SELECT COALESCE(\(value), 0), COALESCE(\(value), \(large)) + \(1)").map(\.values)
            }
            return answers
        }
        #expect(
            answers == [
                [.integer(0), .integer(large + 1)], [.integer(large), .integer(large + 1)], [.integer(0), .integer(large + 1)],
                [.integer(1), .integer(2)],
            ])
    }

    @Test(arguments: TestDatabase.available)
    func `text sorts byte by byte`(database: TestDatabase) async throws {
        let storage = try await database.open()
        try await storage.migrate(Schema.one)
        let names = ["b", "a", "B", "ž", "A", "_", "10", "9", "a b", "ab"]
        let sorted = try await storage.write { transaction in
            try transaction.batch(
                "INSERT INTO account (id, name) VALUES (?, ?)",
                names.enumerated().map { [.integer(Int64($0.offset)), .text($0.element)] })
            return try transaction.rows("SELECT name FROM account ORDER BY name").map { try $0.text(0) }
        }
        #expect(sorted == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
}
