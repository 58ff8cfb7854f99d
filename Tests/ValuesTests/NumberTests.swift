import TestSupport
import Testing
import Values

@Suite struct NumberTests {
    private func number(_ text: String) throws -> Number { try #require(Number(parsing: text)) }

    @Test(arguments: [
        ("0.1", "+", "0.2", "0.3"), ("1", "-", "0.9", "0.1"), ("0.1", "*", "0.1", "0.01"), ("1", "/", "3", "0.33333333333333333333"),
        ("2", "/", "3", "0.66666666666666666667"), ("10", "/", "4", "2.5"), ("1", "/", "-8", "-0.125"), ("7", "%", "3", "1"),
        ("-7", "%", "3", "-1"), ("5.5", "%", "2", "1.5"), ("1e30", "%", "7", "1"), ("2", "%", "1e40", "2"),
        ("9223372036854775807", "+", "1", "9223372036854775808"), ("-9223372036854775808", "-", "1", "-9223372036854775809"),
        ("9223372036854775807", "*", "9223372036854775807", "85070591730234615847396907784232501249"),
        ("9223372036854775808", "-", "1", "9223372036854775807"), ("1e400", "+", "1", "1e400"), ("1e20", "+", "1", "100000000000000000001"),
        ("123456789.987654321", "*", "1000000000", "123456789987654321"), ("1e-400", "*", "1e400", "1"), ("0", "*", "-5", "0"),
        ("100", "/", "0.5", "200"), ("1e34", "-", "1e34", "0"), ("-9223372036854775808", "/", "-1", "9223372036854775808"),
        ("22", "/", "7", "3.1428571428571428571"), ("1", "/", "1e300", "1e-300"), ("19.99", "*", "3", "59.97"),
    ])
    func `arithmetic is decimal`(left: String, symbol: String, right: String, result: String) throws {
        let (a, b) = (try number(left), try number(right))
        let computed: Number? =
            switch symbol {
            case "+": a + b
            case "-": a - b
            case "*": a * b
            case "/": a / b
            default: a % b
            }
        // The greatest products have more digits than are kept, so compare as they are read.
        #expect(computed == (try number(result)), "\(computed?.description ?? "nil")")
    }

    @Test func `nothing can be divided by zero`() {
        #expect(Number(1) / 0 == nil)
        #expect(Number(1) % 0 == nil)
    }

    @Test(arguments: [
        ("1", "1"), ("1.0", "1"), ("-0", "0"), ("1.50", "1.5"), ("1e3", "1000"), ("1E-3", "0.001"), ("+5", "5"), (".5", "0.5"), ("5.", "5"),
        ("-0.000", "0"), ("100", "100"), ("1200e-2", "12"), ("0.00000000000000000001", "0.00000000000000000001"),
        ("12345678901234567890", "12345678901234567890"), ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775808", "9223372036854775808"), ("1e25", "10000000000000000000000000"),
    ])
    func `a number has one description`(text: String, description: String) throws {
        #expect(try number(text).description == description)
    }

    @Test(arguments: ["", "-", ".", "e5", "1e", "1e+", "1.2.3", "abc", "1 ", " 1", "0x10", "1,5", "--1", "NaN", "Infinity", "1e99999"])
    func `what is no number is none`(text: String) {
        #expect(Number(parsing: text) == nil)
    }

    @Test func `huge literals do not crash`() throws {
        #expect(try number("1e400").description == "1" + String(repeating: "0", count: 400))
        #expect(try number("1e-99999") == 0)
        #expect(Number(parsing: String(repeating: "9", count: 5000)) != nil)
        #expect(Number(parsing: "0." + String(repeating: "0", count: 5000) + "1") != nil)
        var product = try number("9.99e6000")
        for _ in 0..<5 { product = product * product }
        #expect(product > 1)
    }

    @Test func `1 and 1.0 are the same to equality, hashing and sets`() throws {
        #expect(try number("1.0") == 1)
        #expect(Set([try number("1"), try number("1.0"), try number("10e-1"), try number("0.1e1")]).count == 1)
        #expect(Set([try number("1e20"), try number("100000000000000000000")]).count == 1)
    }

    @Test func `a number that is rounded up to a power of ten has the same form as the power`() throws {
        let nines = String(repeating: "9", count: 83)
        let rounded = try number(nines)
        #expect(try number("1e83") == rounded)
        #expect(try number(rounded.description) == rounded)
        #expect(ValueCodec.encode(.number(rounded)) == ValueCodec.encode(.number(try number("1" + String(repeating: "0", count: 83)))))
    }

    @Test func `order is that of the values`() throws {
        let texts = [
            "-1e400", "-9223372036854775809", "-2", "-1.5", "-0.001", "0", "1e-300", "0.1", "0.11", "1", "1.5", "2", "1e20", "1e400",
        ]
        let numbers = try texts.map(number)
        for (position, left) in numbers.enumerated() {
            for (other, right) in numbers.enumerated() { #expect((left < right) == (position < other), "\(left) < \(right)") }
        }
    }

    @Test(arguments: [
        ("1.5", 0, "2", "1", "2", "1"), ("-1.5", 0, "-1", "-1", "-1", "-2"), ("3.789", 2, "3.79", "3.78", "3.79", "3.78"),
        ("123.456", -2, "100", "100", "200", "100"), ("2.5", 0, "3", "2", "3", "2"), ("7", 3, "7", "7", "7", "7"),
        ("-0.4", 0, "0", "0", "0", "-1"), ("1e-50", 2, "0", "0", "0.01", "0"),
    ])
    func `rounding`(text: String, decimals: Int, halfUp: String, towardZero: String, up: String, down: String) throws {
        let value = try number(text)
        #expect(value.rounded(.halfUp, decimals: decimals).description == halfUp)
        #expect(value.rounded(.towardZero, decimals: decimals).description == towardZero)
        #expect(value.rounded(.up, decimals: decimals).description == up)
        #expect(value.rounded(.down, decimals: decimals).description == down)
    }

    @Test func `random sums and products agree with 128-bit integers`() throws {
        for seed: UInt64 in 0..<3000 {
            var generator = Seeded(seed)
            let a = Int64.random(in: .min ... .max, using: &generator) >> Int64.random(in: 0..<60, using: &generator)
            let b = Int64.random(in: .min ... .max, using: &generator) >> Int64.random(in: 20..<60, using: &generator)
            let sum = try number(String(Int128(a) + Int128(b)))
            #expect(Number(a) + Number(b) == sum, "seed \(seed)")
            #expect(Number(a) * Number(b) == (try number(String(Int128(a) * Int128(b)))), "seed \(seed)")
            #expect(sum - Number(b) == Number(a), "seed \(seed)")
            #expect((Number(a) < Number(b)) == (a < b), "seed \(seed)")
            #expect(try number(Number(a).description) == Number(a), "seed \(seed)")
        }
    }

    @Test func `doubles and back`() throws {
        #expect(try number("0.1").double == 0.1)
        #expect(try number("1e400").double == .infinity)
        #expect(Number(0.1)?.description == "0.1")
        #expect(Number(1e21)?.description == "1000000000000000000000")
        #expect(Number(Double.nan) == nil)
        #expect(Number(3.0)?.int == 3)
    }
}
