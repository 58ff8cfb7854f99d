import ArgumentParser

/// The program.
package enum Flowmeter {
    package static func main() async { await FlowmeterCommand.main() }
}
