import CLibPQ
import StorageCore

extension PostgresConnection {
    /// How many executions are sent before their results are read: few enough that neither side's buffers fill for long.
    private static let inFlight = 256

    /// Executes `text` once per row in pipeline mode: one round trip for many.
    func batch(_ text: String, _ rows: [[SQLValue]]) throws(PostgresError) {
        guard let first = rows.first else { return }
        guard rows.count > 1 else {
            _ = try execute(SQL(text, first))
            return
        }
        let name = try name(of: text, types: types(of: rows))
        guard pq_enter_pipeline(connection) == 1 else { throw trouble() }
        var start = 0
        var failure: PostgresError?
        while start < rows.count, failure == nil {
            let end = min(start + Self.inFlight, rows.count)
            failure = send(rows[start..<end], to: name)
            start = end
        }
        guard pq_exit_pipeline(connection) == 1 else { throw failure ?? trouble() }
        if let failure { throw failure }
    }

    /// A column's type is that of its first value that isn't NULL.
    private func types(of rows: [[SQLValue]]) -> [UInt32] {
        var types = rows.first?.map(ParameterBuffer.type) ?? []
        for row in rows where types.contains(0) && row.count == types.count {
            for (column, value) in row.enumerated() where types[column] == 0 { types[column] = ParameterBuffer.type(of: value) }
        }
        return types
    }

    private func send(_ rows: ArraySlice<[SQLValue]>, to name: String) -> PostgresError? {
        for row in rows {
            let isSent = parameters.with(row) { count, values, lengths, formats in
                pq_send_prepared(connection, name, count, values, lengths, formats) == 1
            }
            guard isSent else { return trouble() }
        }
        guard pq_pipeline_sync(connection) == 1 else { return trouble() }
        return results(of: rows.count)
    }

    /// Reads all results, whatever they are, so that the connection can be used again; gives the first error.
    private func results(of count: Int) -> PostgresError? {
        var failure: PostgresError?
        for _ in 0..<count {
            while let next = pq_next_result(connection) {
                let result = PostgresResult(next)
                guard !result.isSuccess, result.status != pq_result_pipeline_aborted, failure == nil else { continue }
                failure = result.error(isConnectionLost: pq_status(connection) != pq_connection_ok)
            }
            guard pq_status(connection) == pq_connection_ok else { return failure ?? trouble() }
        }
        guard let last = pq_next_result(connection) else { return failure ?? trouble() }
        guard PostgresResult(last).status == pq_result_pipeline_sync else { return failure ?? trouble() }
        return failure
    }
}
