import Ledger
import Engine
import Stores
import Values

/// Waits for a run's end up to a bound; the run goes on in any case.
struct Waiting {
    let engine: EngineService
    let bound: Duration

    func start(_ scenario: Scenario, author: User.ID, inputs: Fields, options: RunOptions) async throws -> (
        run: Run.ID, completed: CompletedRun?
    ) {
        let id = RunID.make(at: engine.now().milliseconds)
        // Before the start, so that its end can't be missed.
        let ticket = engine.completions.expect(id)
        do {
            _ = try await engine.start(scenario, origin: .onDemand, author: author, inputs: inputs, options: options, id: id)
        } catch {
            engine.completions.forget(id)
            throw error
        }
        let (ends, ended) = AsyncThrowingStream.makeStream(of: CompletedRun?.self, bufferingPolicy: .bufferingNewest(1))
        // A ticket's waiter can't be called off, so it isn't waited for: it ends with the run.
        let waiter = Task {
            do {
                ended.yield(try await ticket.value())
                ended.finish()
            } catch {
                ended.finish(throwing: error)
            }
        }
        let timer = Task {
            try await Task.sleep(for: bound)
            ended.finish()
        }
        defer {
            timer.cancel()
            waiter.cancel()
        }
        for try await completed in ends { return (id, completed) }
        return (id, nil)
    }
}
