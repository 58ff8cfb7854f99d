import ArgumentParser
import Engine
import Foundation
import Ledger
import Stores
import Values

/// The workloads of `make bench`, in the program itself so that nothing but it is measured.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure durable runs a second on an empty data folder.", shouldDisplay: false)

    enum Workload: String, ExpressibleByArgument { case pure, effects, admission }

    @OptionGroup var folder: DataOptions
    @OptionGroup var output: JSONFlag
    @Option(help: "pure: five pure modules; effects: five HTTP requests; admission: the balance check alone.") var workload = Workload.pure
    @Option(help: "How many runs.") var runs = 10_000
    @Option(name: .customLong("in-flight"), help: "How many at a time.") var inFlight = 64
    @Flag(help: "Charge nothing: what is left is what running costs without.") var uncharged = false
    @Option(help: "Where the requests of 'effects' go.") var peer = "http://127.0.0.1:9/"

    func run() async throws {
        let (workload, runs, inFlight, peer, uncharged) = (workload, runs, inFlight, peer, uncharged)
        let printed = try await Installation.with(folder, change: { $0.recordsCharges = !uncharged }) { installation in
            if workload == .admission { return try await BenchAdmission.measure(installation, times: runs) }
            let team = try await installation.team(nil)
            let blueprint = BenchBlueprint.text(workload, peer: peer)
            let scenario = try await installation.scenarios.create(
                blueprint: Array(blueprint.utf8), team: team.id, organization: team.organization, author: nil
            ).scenario
            _ = try await Self.drive(installation, scenario, runs: max(inFlight, runs / 20), inFlight: inFlight)
            let before = (cpu: Self.cpuMilliseconds(), clock: ContinuousClock.now)
            let failed = try await Self.drive(installation, scenario, runs: runs, inFlight: inFlight)
            let seconds =
                Double((ContinuousClock.now - before.clock).components.attoseconds) / 1e18
                + Double((ContinuousClock.now - before.clock).components.seconds)
            guard failed == 0 else { return .failure("\(failed) of \(runs) runs failed; a figure of failures says nothing.", .runFailed) }
            let cpu = (Self.cpuMilliseconds() - before.cpu) / Double(runs)
            return CommandOutput([
                "runs": .number("\(runs)"), "runsPerSecond": .number(Self.rounded(Double(runs) / seconds)),
                "cpuMillisecondsPerRun": .number(Self.rounded(cpu)),
            ])
        }
        Terminal.print(printed)
        if printed.exit != .success { throw ExitCode(printed.exit.rawValue) }
    }

    /// Keeps `inFlight` runs going until `runs` have ended, each waited for until it is durable; says how many failed.
    private static func drive(_ installation: Installation, _ scenario: Scenario, runs: Int, inFlight: Int) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            let share = runs / inFlight
            for index in 0..<inFlight {
                let mine = share + (index < runs % inFlight ? 1 : 0)
                group.addTask {
                    var failed = 0
                    for _ in 0..<mine {
                        let ended = try await installation.engine.runToEnd(scenario, origin: .onDemand, author: nil, trigger: nil)
                        if ended.run.state != .success { failed += 1 }
                    }
                    return failed
                }
            }
            return try await group.reduce(0, +)
        }
    }

    private static func rounded(_ value: Double) -> String { String((value * 1_000).rounded() / 1_000) }

    private static func cpuMilliseconds() -> Double {
        var usage = rusage()
        getrusage(0, &usage)  // RUSAGE_SELF
        func milliseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1_000 + Double(time.tv_usec) / 1_000 }
        return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
    }
}

enum BenchBlueprint {
    static func text(_ workload: BenchCommand.Workload, peer: String) -> String {
        let modules: [String] =
            switch workload {
            case .pure:
                [
                    #"{"id":1,"module":"util:SetVariable2","version":1,"parameters":{},"mapper":{"name":"order","scope":"roundtrip","value":"Order 4711 of {{formatDate(now; \"YYYY-MM-DD\")}}"}}"#,
                    #"{"id":2,"module":"util:ComposeTransformer","version":1,"parameters":{},"mapper":{"value":"{{upper(1.order)}}"}}"#,
                    #"{"id":3,"module":"util:Switcher","version":1,"parameters":{},"mapper":{"input":"{{2.value}}","casesTable":[{"pattern":"A","output":"a"},{"pattern":"B","output":"b"}],"elseOutput":"{{length(2.value)}}"}}"#,
                    #"{"id":4,"module":"json:CreateJSON","version":1,"parameters":{"type":""},"mapper":{"order":"{{1.order}}","length":"{{3.output}}"}}"#,
                    #"{"id":5,"module":"util:ComposeTransformer","version":1,"parameters":{},"mapper":{"value":"{{4.json}} {{2.value}}"}}"#,
                ]
            case .admission: []
            case .effects:
                (1...5).map {
                    #"{"id":\#($0),"module":"http:ActionSendData","version":3,"parameters":{"handleErrors":true},"mapper":{"url":"\#(peer)","method":"post","bodyType":"raw","contentType":"application/json","data":"{\"step\":\#($0)}","parseResponse":false}}"#
                }
            }
        return #"{"name":"Workload \#(workload.rawValue)","flow":[\#(modules.joined(separator: ","))],"metadata":{"version":1}}"#
    }
}
