import Ledger
import Testing
import Values

struct VectorTests {
    /// A list that grows is a rule that is missing.
    private static let mostNotApplicable = 30

    @Test(.enabled(if: VectorFolder.path != nil, "FLOWMETER_VECTORS names no folder of burn-down cases"))
    func `the rules of the balance answer every burn-down case from outside`() throws {
        let vectors = try VectorFolder(path: try #require(VectorFolder.path)).vectors
        let skipped = Set(notApplicable.map(\.key))
        #expect(skipped.count == notApplicable.count, "a case is listed twice")
        #expect(skipped.count <= Self.mostNotApplicable)
        for id in skipped.subtracting(vectors.map(\.id)).sorted() { Issue.record("\(id) is listed as not applicable, and doesn't exist") }

        var table: [String: (passed: Int, failed: Int, notApplicable: Int)] = [:]
        for vector in vectors {
            var row = table[vector.family] ?? (0, 0, 0)
            let problems = skipped.contains(vector.id) ? [] : Self.problems(of: vector)
            for problem in problems { Issue.record("\(vector.id): \(problem)") }
            if skipped.contains(vector.id) { row.notApplicable += 1 } else if problems.isEmpty { row.passed += 1 } else { row.failed += 1 }
            table[vector.family] = row
        }
        Self.show(table)
    }

    private static func problems(of vector: Vector) -> [String] {
        do {
            var check = Check()
            try answer(vector, &check)
            return check.compared == 0 ? ["nothing was compared"] : check.problems
        } catch { return ["\(error)"] }
    }

    private static func answer(_ vector: Vector, _ check: inout Check) throws {
        switch vector.family {
        case "burndown": try burndown(vector, &check)
        case "windows": try windows(vector, &check)
        case "delivery": try delivery(vector, &check)
        case "order": try order(vector, &check)
        case "active": try active(vector, &check)
        case "calendar": try calendar(vector, &check)
        case "lots": try lots(vector, &check)
        case "rollover": try rollover(vector, &check)
        case "running": try running(vector, &check)
        case "reserve": try reserve(vector, &check)
        case "caps": try caps(vector, &check)
        case "split": try split(vector, &check)
        case "autotopup": try autoPurchase(vector, &check)
        case "bonus": try bonus(vector, &check)
        case "allocate": try allocate(vector, &check)
        case "money": try money(vector, &check)
        default: throw Untranslatable("the family '\(vector.family)' isn't known")
        }
    }

    private static func show(_ table: [String: (passed: Int, failed: Int, notApplicable: Int)]) {
        func line(_ name: String, _ columns: [any CustomStringConvertible]) -> String {
            ([name.padding(to: 12)] + columns.map { "\($0)".padding(to: 16, left: true) }).joined()
        }
        print(line("family", ["passed", "failed", "not applicable"]))
        for (family, row) in table.sorted(by: { $0.key < $1.key }) { print(line(family, [row.passed, row.failed, row.notApplicable])) }
        let sum = table.values.reduce((0, 0, 0)) { ($0.0 + $1.passed, $0.1 + $1.failed, $0.2 + $1.notApplicable) }
        print(line("all", [sum.0, sum.1, sum.2]))
        for (id, reason) in notApplicable { print("not applicable: \(id): \(reason)") }
    }
}

/// What a case expects, held against what our rules say.
struct Check {
    private(set) var problems: [String] = []
    private(set) var compared = 0

    mutating func expect<Value: Equatable>(_ name: String, _ actual: Value, is expected: Value) {
        compared += 1
        if actual != expected { problems.append("\(name) is \(actual), not \(expected)") }
    }
}

extension String {
    fileprivate func padding(to width: Int, left: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - count))
        return left ? blanks + self : self + blanks
    }
}
