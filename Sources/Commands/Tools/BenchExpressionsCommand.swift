import ArgumentParser
import Expressions
import Foundation
import Values

/// How many of the texts with expressions that blueprints hold are read, and evaluated, in a second.
struct BenchExpressionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-expressions", abstract: "Measure expressions read and evaluated a second.", shouldDisplay: false)

    @Argument(help: "Blueprint files.") var files: [String]
    @Option(help: "Seconds for each figure.") var seconds = 2.0
    @OptionGroup var output: JSONFlag

    func run() async throws {
        var texts: [String] = []
        for file in files {
            guard let data = FileManager.default.contents(atPath: file) else { throw UnreadableFile(path: file) }
            texts += Self.texts(in: try CommandDocument.json(Array(data)))
        }
        let empty = Self.residentMegabytes()
        let templates = texts.compactMap { try? Template(parsing: $0) }
        guard !templates.isEmpty else { throw ValidationError("The files hold no expressions.") }
        let held = Self.residentMegabytes() - empty
        let tried = templates.map(SampleWorld.trying)
        let parses = Self.rate(seconds) { for text in texts { _ = try? Template(parsing: text) } }
        let evaluations = Self.rate(seconds) {
            for (template, world) in zip(templates, tried) { _ = try? template.evaluateField(world.context) }
        }
        Terminal.print(
            CommandOutput([
                "files": .number("\(files.count)"), "templates": .number("\(templates.count)"),
                "withoutValue": .number("\(tried.count { !$0.hasValue })"),
                "parsesPerSecond": .number("\(Int(parses * Double(texts.count)))"),
                "evaluationsPerSecond": .number("\(Int(evaluations * Double(templates.count)))"),
                "bytesPerTemplate": .number("\(Int(held * 1_048_576) / templates.count)"),
                "residentMegabytes": .number("\(Int(Self.residentMegabytes()))"),
            ]))
    }

    private static func texts(in json: JSON) -> [String] {
        switch json {
        case .string(let text): text.contains("{{") ? [text] : []
        case .array(let items): items.flatMap(texts)
        case .object(let object): object.members.flatMap { texts(in: $0.value) }
        default: []
        }
    }

    /// How often `body` can be done in a second.
    private static func rate(_ seconds: Double, _ body: () -> Void) -> Double {
        body()
        let start = ContinuousClock.now
        var rounds = 0
        var elapsed = Duration.zero
        while elapsed < .seconds(seconds) {
            body()
            rounds += 1
            elapsed = ContinuousClock.now - start
        }
        return Double(rounds) / (elapsed / .seconds(1))
    }

    private static func residentMegabytes() -> Double {
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst().first.flatMap {
            Double($0)
        }
        return (pages ?? 0) * 4096 / 1_048_576
    }
}

/// Every field that a text names holds the same value: the first of a text, a number's text and a date with which it has a value.
private struct SampleWorld {
    let context: SampleContext
    let hasValue: Bool

    private static let leaves: [Value] = ["Ann", "7", .date(Timestamp(milliseconds: 1_795_341_600_000))]

    static func trying(_ template: Template) -> SampleWorld {
        for leaf in leaves {
            let context = SampleContext(bundles: template.sampleBundles(leaf: leaf))
            if (try? template.evaluateField(context)) != nil { return SampleWorld(context: context, hasValue: true) }
        }
        return SampleWorld(context: SampleContext(bundles: [:]), hasValue: false)
    }
}

private final class SampleContext: EvaluationContext {
    let bundles: [Int: Value]
    let now = Timestamp(milliseconds: 1_795_341_600_000)
    let zone = "Europe/Prague"
    let executionId = "00000000000000000000000000000000"
    private var generator = SystemRandomNumberGenerator()

    init(bundles: [Int: Value]) { self.bundles = bundles }

    func bundle(of module: Int) -> Value? { bundles[module] }
    func variable(_ path: [String]) -> Value { "Ann" }
    func random() -> UInt64 { generator.next() }
}
