import Expressions
import Testing
import Values

@Suite struct ArrayExamples {
    static let examples: [Example] = [
        Example(#"join(split("a b c"; space); ", ")"#, #""a, b, c""#), Example(#"join(1.numbers; "-")"#, #""3-1-2""#),
        Example(#"join(1.numbers[]; "-")"#, #""3-1-2""#, "0004"), Example(#"join(split("a,b"; ",")[]; "-")"#, #""a-b""#, "0004"),
        Example("length((1.numbers)[])", "3", "0004"), Example(#"map((1.people[])[]; "name")"#, #"["Bob"]"#, "0004"),
        Example(#"join(ifempty(1.numbers[]; emptyarray); "-")"#, #""3-1-2""#, "0004"),
        Example(#"join(ifempty(1.missing[]; 1.more[]); "-")"#, #""2-3-4""#, "0004"),
        Example(#"join(ifempty(1.missing; if(true; 1.numbers[]; 1)); "-")"#, #""3-1-2""#, "0004"),
        Example(#"join(if(true; 1.numbers[]; emptyarray); "-")"#, #""3-1-2""#, "0004"),
        Example(#"join(switch(1; 1; 1.numbers[]); "-")"#, #""3-1-2""#, "0004"), Example("if(true; 1.numbers[]; 0)", "3", "0004"),
        Example("ifempty(1.numbers[]; 0)", "3", "0004"), Example("(1.numbers)[]", "3", "0004"),
        Example(#"join(null; ",")"#, #""""#), Example(#"join("x"; ",")"#, #""x""#, "S2"), Example("first(1.numbers)", "3"),
        Example("last(1.numbers)", "2"),
        Example("first(emptyarray)", "null"), Example(#"map(1.people; "name")"#, #"["Bob","Ann","Eve"]"#),
        Example(#"map(1.people[]; "name")"#, #"["Bob","Ann","Eve"]"#),
        Example(#"map(1.people; "address.city")"#, #"["Brno",null,"Praha"]"#),
        Example(#"map(1.people; "name"; "role"; "admin,owner")"#, #"["Bob","Eve"]"#),
        Example(#"get(map(1.people; "name"; "role"; "user"); 1)"#, #""Ann""#),
        Example(#"map(1.people; "name"; "age"; 22)"#, #"["Bob"]"#, "S2"),
        Example(#"map(1.people; "name"; "role"; split("user admin"; space))"#, #"["Bob","Ann"]"#, "0004"),
        Example("slice(1.numbers; 1)", "[1,2]"), Example("slice(1.numbers; 0; 2)", "[3,1]"), Example("slice(1.numbers; -1)", "[2]"),
        Example("slice(1.numbers; 5)", "[]"),
        Example("merge(1.numbers; 1.more)", "[3,1,2,2,3,4]"), Example("merge(1.numbers; null)", "[3,1,2]"),
        Example("add(emptyarray; 6)", "[6]"),
        Example("add(1.numbers; 4; 5)", "[3,1,2,4,5]"), Example("remove(1.numbers; 1; 3)", "[2]"),
        Example(#"remove(1.numbers; "1")"#, "[3,2]", "0004"),
        Example("contains(1.numbers; 2)", "true"), Example("contains(1.numbers; 9)", "false"),
        Example(#"contains(1.numbers; "2")"#, "true", "0004"),
        Example("sort(1.numbers)", "[1,2,3]"), Example(#"sort(1.numbers; "desc")"#, "[3,2,1]"), Example("sort(1.words)", #"["B","a","c"]"#),
        Example(#"sort(1.words; "asc ci")"#, #"["a","B","c"]"#), Example(#"sort(1.words; "desc ci")"#, #"["c","B","a"]"#),
        Example(#"map(sort(1.people; "asc"; "name"); "name")"#, #"["Ann","Bob","Eve"]"#),
        Example(#"map(sort(1.people[]; "age"); "name")"#, #"["Eve","Bob","Ann"]"#),
        Example(#"map(sort(1.people; "desc"; "address.city"); "name")"#, #"["Ann","Eve","Bob"]"#),
        Example("reverse(1.numbers)", "[2,1,3]"), Example("length(shuffle(1.numbers))", "3"),
        Example("sort(shuffle(1.numbers))", "[1,2,3]"),
        Example("flatten(1.nested)", "[1,2,[3]]"), Example("flatten(1.nested; 2)", "[1,2,3]"), Example("flatten(1.numbers)", "[3,1,2]"),
        Example("distinct(1.doubles)", "[1,2]"), Example(#"map(distinct(1.people; "team"); "name")"#, #"["Bob","Eve"]"#),
        Example("deduplicate(1.doubles)", "[1,2]"),
        Example(#"deduplicate(split("a-a-b"; "-"))"#, #"["a","b"]"#), Example("arrayDiff(1.numbers; 1.more)", "[1]"),
        Example("arrayIntersect(1.numbers; 1.more)", "[3,2]"),
        Example("keys(1.person)", #"["name","age"]"#), Example("keys(1.numbers)", #"["0","1","2"]"#, "0004"),
        Example("toArray(1.person)", #"[{"key":"name","value":"Bob"},{"key":"age","value":22}]"#, "0004"),
        Example(#"toCollection(1.people; "name"; "age")"#, #"{"Bob":22,"Ann":30,"Eve":9}"#),
        Example(#"toCollection(toArray(1.person); "key"; "value")"#, #"{"name":"Bob","age":22}"#),
    ]

    static let general: [Example] = [
        Example("if(true; 1; 2)", "1"), Example("if(false; 1; 2)", "2"), Example("if(false; 1)", "null"), Example("if(0; 1; 2)", "1", "S2"),
        Example(#"if(""; 1; 2)"#, "2", "S2"),
        Example(#"if("false"; 1; 2)"#, "2", "S2"), Example("if(null; 1; 2)", "2", "S2"), Example("if(1.missing; 1; )", "null"),
        Example("if(emptyarray; 1; 2)", "1", "S2"),
        Example("if(true; 1; nosuch(1))", "1", "0004"), Example("if(false; 1 / 0; 2)", "2", "0004"),
        Example(#"ifempty(""; "B")"#, #""B""#), Example(#"ifempty(unknown; "B")"#, #""B""#), Example("ifempty(null; 1)", "1"),
        Example("ifempty(0; 1)", "0"),
        Example("ifempty(false; 1)", "false"), Example("ifempty(emptyarray; 1)", "[]"), Example(#"ifempty("a"; "b"; "c")"#, #""a""#),
        Example(#"ifempty(null; "b"; "c")"#, #""b""#),
        Example(#"switch("C"; "A"; 1; "B"; 2; "C"; 3)"#, "3"), Example(#"switch("X"; "A"; 1; "B"; 2; "C"; 3; 4)"#, "4"),
        Example(#"switch("X"; "A"; 1)"#, "null"),
        Example(#"switch("2"; 1; "one"; 2; "two")"#, #""two""#, "0004"), Example(#"get(1.numbers; 1 + 1)"#, "1"),
        Example(#"get(1.people; "2.name")"#, #""Ann""#),
        Example(#"get(1.people; "-1.name")"#, #""Eve""#),
        Example(#"get(1.people; -1)"#, #"{"name":"Eve","age":9,"role":"owner","team":2,"address":{"city":"Praha"}}"#),
        Example(#"get(1.person; "name")"#, #""Bob""#), Example(#"get(1.people; "1.address.city")"#, #""Brno""#),
        Example(#"get(1.person; "x.y")"#, "null"),
        Example("get(1.numbers; 0)", "null"), Example("get(1.numbers; 9)", "null"), Example("get(1.columns; 0)", #""A""#, "U"),
        Example(#"get(1.columns; "a.b")"#, #""dotted""#, "0004"),
        Example(#"set(1.person; "age"; 23)"#, #"{"name":"Bob","age":23}"#, "0004"),
        Example(#"set(1.person; "address.city"; "Brno")"#, #"{"name":"Bob","age":22,"address":{"city":"Brno"}}"#, "0004"),
        Example("set(1.numbers; 2; 9)", "[3,9,2]", "0004"), Example(#"omit(1.person; "age")"#, #"{"name":"Bob"}"#),
        Example(#"pick(1.person; "age"; "none")"#, #"{"age":22}"#),
        Example("equal(1; 1)", "true"), Example(#"equal("a"; "b")"#, "false"),
    ]

    static let references: [Example] = [
        Example("1.person.name", #""Bob""#, "S1"), Example("1.`person`.`name`", #""Bob""#, "S1"), Example("`1`.person.age", "22", "S1"),
        Example("1", "1", "S1"),
        Example("1.numbers[1]", "3", "S1"), Example("1.numbers[-1]", "2", "S1"), Example("1.numbers[9]", "null", "S1"),
        Example("1.numbers[]", "3", "S1"),
        Example("1.numbers[0]", "null", "S1"), Example("1.people[2].name", #""Ann""#, "S1"),
        Example("1.people[].address.city", #""Brno""#, "S1"), Example("1.people[3].address.city", #""Praha""#, "S1"),
        Example("1.numbers[2.index]", "1", "S1"), Example("1.numbers[1 + 1]", "1", "S1"), Example("1.columns.`0`", #""A""#, "S1"),
        Example("1.columns.0", #""A""#, "S5"),
        Example("1.nested-array", #""n""#, "S1"), Example("1.content.x-type", #""t""#, "S1"), Example("1.`a b`", #""spaced""#, "S1"),
        Example("1.größe", "7", "S1"),
        Example("1.$1", #""group""#, "S1"), Example("1.__IMTINDEX__", "1", "S1"), Example("9.anything", "null", "S1"),
        Example("1.person.none.deeper", "null", "S1"),
        Example("word", "null", "0004"), Example("word.field[1]", "null", "0004"), Example("`9`", "null", "S1"),
        Example("5.4", "5.4", "S1"),
        Example("1.numbers", "[3,1,2]", "S1"), Example("var.input.x", #""given""#, "S1"), Example("var.input.list[2]", "20", "S1"),
        Example("var.none.x", "null", "S1"),
        Example("executionId", #""0123456789abcdef0123456789abcdef""#, "S1"), Example("emptystring", #""""#, "S1"),
        Example("emptyarray", "[]", "S1"),
        Example("space + tab + newline + carriagereturn", #"" \t\n\r""#, "S1"), Example("nbsp", "\"\u{A0}\"", "S1"),
        Example("null", "null", "S1"), Example(#""""""#, #""\"""#, "S1"),
        Example(#""{""a"": 1}""#, #""{\"a\": 1}""#, "S1"), Example("'it''s'", #""it's""#, "S5"), Example(#""a\n""#, #""a\\n""#, "S1"),
        Example("get(1.people; 1).name", #""Bob""#, "S5"),
        Example(" \n if ( true ;\n\t1 ; 2 ) ", "1", "S1"), Example("", "null", "0004"),
    ]

    private var context: TestContext {
        let people: Value = [
            ["name": "Bob", "age": 22, "role": "admin", "team": 1, "address": ["city": "Brno"]],
            ["name": "Ann", "age": 30, "role": "user", "team": 1],
            ["name": "Eve", "age": 9, "role": "owner", "team": 2, "address": ["city": "Praha"]],
        ]
        return TestContext(
            [
                1: [
                    "numbers": [3, 1, 2], "more": [2, 3, 4], "words": ["a", "c", "B"], "nested": [1, [2, [3]]], "doubles": [1, 2, 1, 2],
                    "person": ["name": "Bob", "age": 22],
                    "people": people, "columns": ["0": "A", "1": "B", "a.b": "dotted"], "nested-array": "n", "content": ["x-type": "t"],
                    "a b": "spaced", "größe": 7,
                    "$1": "group", "__IMTINDEX__": 1,
                ], 2: ["index": "2"],
            ], variables: ["input": ["x": "given", "list": [10, 20]]])
    }

    @Test(arguments: examples)
    func `functions of arrays do as documented`(example: Example) { example.check(context) }

    @Test(arguments: general)
    func `general functions do as documented`(example: Example) { example.check(context) }

    @Test(arguments: references)
    func `references find what they name`(example: Example) { example.check(context) }
}
