import CZlib

/// How compressed bytes are wrapped.
enum DeflateFormat: Int32 {
    /// Nothing around them, as in a ZIP archive.
    case raw = -15
    case zlib = 15
    case gzip = 31

    /// Of reading: `zlib` also takes what has no wrapping.
    struct Malformed: Error {}
    struct TooLong: Error {}
}

enum Deflate {
    static func compress(_ bytes: [UInt8], _ format: DeflateFormat) -> [UInt8] {
        var stream = z_stream()
        let status = deflateInit2_(
            &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, format.rawValue, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { preconditionFailure("zlib can't be used: \(status)") }
        defer { deflateEnd(&stream) }
        let capacity = Int(deflateBound(&stream, UInt(bytes.count)))
        return bytes.withUnsafeBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            return [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(capacity)
                let status = deflate(&stream, Z_FINISH)
                precondition(status == Z_STREAM_END, "zlib's own bound didn't hold")
                count = Int(stream.total_out)
            }
        }
    }

    /// At most `limit` bytes: reading ends before more of them are made.
    static func expand(_ bytes: ArraySlice<UInt8>, _ format: DeflateFormat, limit: Int) throws -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, format.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            preconditionFailure("zlib can't be used")
        }
        defer { inflateEnd(&stream) }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        try bytes.withUnsafeBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            while true {
                let (status, made) = buffer.withUnsafeMutableBufferPointer { buffer in
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = UInt32(buffer.count)
                    let status = inflate(&stream, Z_NO_FLUSH)
                    return (status, buffer.count - Int(stream.avail_out))
                }
                guard result.count + made <= limit else { throw DeflateFormat.TooLong() }
                result += buffer[..<made]
                if status == Z_STREAM_END {
                    // A gzip file may hold several members, one after the other.
                    guard format == .gzip, stream.avail_in > 0, inflateReset(&stream) == Z_OK else { return }
                } else if status != Z_OK || made == 0 && stream.avail_in == 0 {
                    throw DeflateFormat.Malformed()
                }
            }
        }
        return result
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        UInt32(bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) })
    }
}
