import Ledger
import Values

/// A decimal number as it is written, without loss.
struct Decimal: Hashable {
    let significand: Int128
    /// A power of ten.
    let divisor: Int128

    init(_ text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, !whole.isEmpty, parts.count == 1 || !parts[1].isEmpty, text.utf8.count < 38,
            let significand = Int128(parts.joined()), text.utf8.allSatisfy({ "-.0123456789".utf8.contains($0) })
        else { throw Untranslatable("'\(text)' is not a decimal number") }
        self.significand = significand
        divisor = (parts.count == 2 ? parts[1] : "").reduce(1) { power, _ in power * 10 }
    }

    init(_ json: JSON) throws {
        switch json {
        case .number(let literal): try self.init(literal)
        case .string(let text): try self.init(text)
        default: throw Untranslatable("\(json) is not a number")
        }
    }

    /// The same in lowest terms.
    var fraction: (numerator: Int128, denominator: Int128) {
        var (left, right) = (significand.magnitude, divisor.magnitude)
        while right != 0 { (left, right) = (right, left % right) }
        let common = Int128(max(left, 1))
        return (significand / common, divisor / common)
    }
}

/// How many centicredits one unit of a case stands for: as many as make every amount in it whole.
struct Scale: Hashable {
    static let none = Scale(factor: 1)

    let factor: Int128

    init(factor: Int128) { self.factor = factor }

    /// - Parameter rates: what one unit costs in other units; a lot of these holds as many as it can pay for.
    init(of vector: Vector, rates: [Decimal] = []) {
        let places = max(Self.places(vector.input), Self.places(vector.expect))
        factor = rates.reduce((0..<places).reduce(1) { power, _ in power * 10 }) { $0 * max(1, $1.fraction.numerator) }
    }

    func credits(_ amount: Decimal, rate: Decimal? = nil) throws -> Credits {
        let (numerator, denominator) = try rate?.fraction ?? Decimal("1").fraction
        let (whole, rest) = (amount.significand * factor * denominator).quotientAndRemainder(dividingBy: amount.divisor * numerator)
        guard rest == 0, let centicredits = Int64(exactly: whole) else { throw Untranslatable("\(amount) is too fine") }
        return Credits(centicredits: centicredits)
    }

    private static func places(_ json: JSON) -> Int {
        switch json {
        case .number(let text), .string(let text):
            guard let decimal = try? Decimal(text), decimal.divisor > 1 else { return 0 }
            return text.utf8.count - 1 - (text.firstIndex(of: ".").map { text[..<$0].utf8.count } ?? 0)
        case .array(let items): return items.map(places).max() ?? 0
        case .object(let object): return object.map { places($0.value) }.max() ?? 0
        case .null, .boolean: return 0
        }
    }
}
