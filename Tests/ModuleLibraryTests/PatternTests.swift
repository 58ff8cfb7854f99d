import Automation
import ModuleLibrary
import Testing
import Values

struct PatternTests {
    @Test(arguments: [
        ("^a", "abc", true), ("^b", "abc", false), ("c$", "abc", true), ("c$", "abc\n", false), ("[[]", "[", true), ("[a&&b]", "&", true),
        (#"a\/b"#, "a/b", true), ("[^]", "\n", true), ("^<@.*>$", "<@U1>", true), ("(?<y>\\d+)", "in 2026", true), ("", "x", true),
        (#"[\]]"#, "]", true),
    ])
    func `patterns mean what they mean in JavaScript`(pattern: String, text: String, matches: Bool) throws {
        #expect(try BoundedPattern(pattern).matches(text) == matches)
    }

    @Test func `a pattern that runs away is stopped by its bound`() throws {
        var limits = PatternLimits()
        limits.maximumMilliseconds = 50
        let pattern = try BoundedPattern("^(a+)+$", limits: limits)
        let start = ContinuousClock.now
        let error = #expect(throws: PatternError.self) { try pattern.matches(String(repeating: "a", count: 40) + "b") }
        #expect(error?.bound == "pattern.milliseconds")
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test func `sizes are bounded, and the error names the bound`() throws {
        var limits = PatternLimits()
        limits.maximumPatternBytes = 10
        limits.maximumTextBytes = 20
        limits.maximumMatches = 3
        #expect(throws: PatternError.self) { try BoundedPattern(String(repeating: "a", count: 11), limits: limits) }
        let pattern = try BoundedPattern("a", limits: limits)
        let text = #expect(throws: PatternError.self) { try pattern.matches(String(repeating: "b", count: 21)) }
        #expect(text?.bound == "pattern.textBytes" && text?.message.contains("pattern.textBytes") == true)
        let many = #expect(throws: PatternError.self) { try pattern.matches(in: "aaaa") }
        #expect(many?.bound == "pattern.matches")
        let wrong = #expect(throws: PatternError.self) { try BoundedPattern("(") }
        #expect(wrong != nil && wrong?.bound == nil)
    }

    @Test(arguments: [
        ("a", "b", true, "xaya", "xbyb"), ("a", "b", false, "xaya", "xbya"), ("(\\w)(\\w)", "$2$1", true, "abcd", "badc"),
        ("(?<x>b)", "[$<x>]", true, "abc", "a[b]c"), ("b", "$$&$&", true, "abc", "a$&bc"), ("b", "$1", true, "abc", "a$1c"),
        ("z", "y", true, "ä€😀", "ä€😀"), ("€", "E", true, "ä€😀€", "äE😀E"), ("x*", "-", true, "ab", "-a-b-"),
    ])
    func `replacing works as in JavaScript`(pattern: String, value: String, all: Bool, text: String, result: String) async throws {
        let mapper: Fields = ["pattern": .text(pattern), "value": .text(value), "global": .boolean(all), "text": .text(text)]
        #expect(try await pure("regexp:Replace", mapper) == [["text": .text(result)]])
    }

    @Test func `a parser returns groups by number and by name`() async throws {
        let bundles = try await pure(
            "regexp:Parser", ["text": "k1=v1;k2=v2"], parameters: ["pattern": "(?<key>\\w+)=(\\w+)(!)?", "global": true, "sensitive": true])
        #expect(bundles.count == 2)
        #expect(
            bundles.last == [
                "$1": "k2", "key": "k2", "$2": "v2", "$3": nil, "i": 2, "__IMTMATCH__": "k2=v2",
            ])
        #expect(
            try await pure("regexp:AdvancedParser", ["pattern": "K(.)", "text": "k1"], parameters: ["sensitive": false]).first?["$1"] == "1"
        )
    }

    @Test func `without a match there is no bundle, unless asked for`() async throws {
        #expect(try await pure("regexp:Parser", ["text": "a"], parameters: ["pattern": "b"]).isEmpty)
        let parameters: Fields = ["pattern": "b", "continueWhenNoRes": true]
        #expect(try await pure("regexp:Parser", ["text": "a"], parameters: parameters) == [["i": 0, "__IMTMATCH__": false]])
    }

    @Test func `a wrong pattern is refused before it begins`() async throws {
        let failure = try await failure { _ = try await pure("regexp:Parser", ["text": "a"], parameters: ["pattern": "("]) }
        #expect(failure.type == "DataError" && !failure.began)
    }
}
