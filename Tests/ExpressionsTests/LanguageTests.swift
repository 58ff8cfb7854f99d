import Expressions
import Foundation
import Testing
import Values

@Suite struct LanguageTests {
    @Test func `the library describes every function once`() throws {
        let names = FunctionLibrary.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count >= 81)
        for function in FunctionLibrary.all {
            #expect(FunctionLibrary.isKnown(function.name))
            #expect(function.signature.hasPrefix(function.name + "("))
            #expect(function.summary.hasSuffix("."))
            #expect(["general", "text", "math", "date", "array"].contains(function.group))
            #expect(ParameterDescription.types.contains(function.result), "\(function.name)")
            for parameter in function.parameters {
                #expect(!parameter.types.isEmpty && ParameterDescription.types.isSuperset(of: parameter.types), "\(function.name)")
            }
            #expect(function.example.contains(function.name + "("))
        }
        #expect(!FunctionLibrary.isKnown("toJSON"))
    }

    @Test(arguments: [
        ("substring", "substring(text; start; [end])", 2, 3), ("omit", "omit(collection; key1; ...)", 2, nil),
        ("switch", "switch(value; case1; result1; ...; [otherwise])", 3, nil), ("sum", "sum(number1; ...)", 1, nil),
        ("reverse", "reverse(array)", 1, 1),
    ])
    func `a signature shows what may be left out and repeated`(name: String, signature: String, least: Int, most: Int?) throws {
        let function = try #require(FunctionLibrary.all.first { $0.name == name })
        #expect(function.signature == signature)
        #expect(function.leastArguments == least)
        #expect(function.mostArguments == most)
    }

    @Test func `every word and operator that is described can be used`() throws {
        for word in ExpressionLanguage.keywords + ExpressionLanguage.variables {
            _ = try value(of: "if(true; \(word.name); 1)")
            #expect(ParameterDescription.types.contains(word.type) && word.summary.hasSuffix("."))
        }
        #expect(try value(of: "now").asDate != nil)
        for symbol in ExpressionLanguage.operators {
            #expect(symbol.example.contains(symbol.symbol))
            _ = try value(of: symbol.example)
        }
        for reference in ExpressionLanguage.references {
            _ = try Template(parsing: "{{\(reference.form)}}")
        }
    }

    @Test func `every token of a date is described once`() {
        let tokens = DateToken.all.map(\.token)
        #expect(Set(tokens).count == tokens.count)
        // The whole list of the format's documents.
        let documented =
            "YYYY YY Y Q Qo M MM MMM MMMM Mo D DD Do DDD DDDD DDDo d do dd ddd dddd E w ww wo W WW Wo gg gggg GG GGGG H HH h hh k kk A a m mm s ss S SS SSS Z ZZ X x"
        for token in documented.split(separator: " ") { #expect(tokens.contains(String(token)), "\(token)") }
    }

    @Test(arguments: [
        ("uper", "Did you mean 'upper'?"), ("stripHtml", "Did you mean 'stripHTML'?"), ("IfEmpty", "Did you mean 'ifempty'?"),
        ("formatdate", "Did you mean 'formatDate'?"), ("lenght", "Did you mean 'length'?"), ("urlEncode", "Use 'encodeURL'."),
        ("or", "Write 'a | b'."), ("toJSON", "Use 'toString', or the module that creates JSON."), ("qwertyuiop", ""), ("", ""),
    ])
    func `a function that does not exist is told apart by the nearest`(name: String, hint: String) {
        #expect(FunctionLibrary.hint(for: name) == hint)
    }

    @Test(arguments: [
        (0, 1, 1), (1, 1, 2), (3, 2, 1), (5, 2, 2), (6, 2, 3), (99, 2, 4),
    ])
    func `an error's place is told by line and character`(offset: Int, line: Int, character: Int) {
        let (foundLine, found) = ExpressionError(offset: offset, message: "").position(in: "ab\n😀cd")
        #expect((foundLine, found) == (line, character))
    }

    @Test func `the document of expressions is that of the library`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/expressions.md").standardized
        let text = try String(contentsOf: file, encoding: .utf8)
        let written = ExpressionDocument(text).text
        if ProcessInfo.processInfo.environment["FLOWMETER_WRITE_DOCUMENTS"] != nil {
            try written.write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(text == written, "FLOWMETER_WRITE_DOCUMENTS=1 swift test --filter LanguageTests writes it")
        }
    }
}
