import Automation
import Values

/// The readers of webhook bodies: whatever is sent is refused with a reason, or is a collection that the journal can keep, not much larger
/// than what was sent. The first line is the content type, the rest the body.
func check(_ input: [UInt8]) {
    let end = input.firstIndex(of: UInt8(ascii: "\n")) ?? input.endIndex
    let type = String(decoding: input[..<end], as: UTF8.self)
    let body = Array(input[min(end + 1, input.count)...])
    let value: Value
    do throws(HookBodyError) {
        value = try HookBody().read(body: body, contentType: type.isEmpty ? nil : type)
    } catch {
        precondition(!error.message.isEmpty, "the error says nothing")
        return
    }
    guard case .collection = value else { preconditionFailure("a bundle is a collection") }
    var bytes: [UInt8] = []
    ValueCodec.encode(value, into: &bytes)
    precondition((try? ValueCodec.decode(bytes)) == value, "the value is not what the journal gives back")
    precondition(bytes.count <= 16 * input.count + 256, "the bundle is far larger than what was sent")
}
