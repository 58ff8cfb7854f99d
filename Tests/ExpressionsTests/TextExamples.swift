import Expressions
import Testing
import Values

@Suite struct TextExamples {
    static let examples: [Example] = [
        Example(#"length("hello")"#, "5"), Example(#"length(null)"#, "0"), Example(#"length("")"#, "0"),
        Example(#"length("😀")"#, "2", "0004"),
        Example(#"length(split("a,b,c"; ","))"#, "3"), Example(#"length(toBinary("TWFrZQ=="; "base64"))"#, "4"),
        Example("length(12345)", "5"),
        Example(#"lower("Make")"#, #""make""#), Example(#"upper("Make é")"#, #""MAKE É""#), Example(#"capitalize("make")"#, #""Make""#),
        Example(#"capitalize("")"#, #""""#), Example(#"startcase("hello WORLD")"#, #""Hello World""#),
        Example(#"startcase("o'neil von der heide")"#, #""O'neil Von Der Heide""#), Example(#"trim("  a b \#u{A0}")"#, #""a b""#),
        Example(#"trim(" ")"#, #""""#), Example(#"trim(newline + "x" + tab)"#, #""x""#),
        Example(#"replace("numbers 187 23"; "/\d+/g"; "X")"#, #""numbers X X""#),
        Example(#"replace("numbers 187 23"; "/\d+/"; "X")"#, #""numbers X 23""#),
        Example(#"replace("a-b-c"; "-"; "+")"#, #""a+b+c""#, "0004"), Example(#"replace("a b"; space; )"#, #""ab""#),
        Example(#"replace("abc"; ""; "x")"#, #""abc""#), Example(#"replace("John Smith"; "/(\w+)\s(\w+)/"; "$2, $1")"#, #""Smith, John""#),
        Example(#"replace("price 5"; "/\d/"; "[$&]")"#, #""price [5]""#), Example(#"replace("cost"; "cost"; "$1")"#, #""$1""#),
        Example(#"replace("ABC abc"; "/b/gi"; "-")"#, #""A-C a-c""#), Example(#"replace("a1b2"; "/([a-z])(\d)/g"; "$2$1")"#, #""1a2b""#),
        Example(#"replace("x"; "/x/"; "$$")"#, #""$""#), Example(#"replace("😀a"; "/a/"; "b")"#, #""😀b""#),
        Example(#"replace("say ""hi"""; """"; emptystring)"#, #""say hi""#), Example(#"replace(null; "a"; "b")"#, #""""#),
        Example(#"replace("a[b"; "/[[]/"; "-")"#, #""a-b""#), Example(#"replace("/a/b"; "/"; "-")"#, #""-a-b""#),
        Example(#"substring("Hello"; 0; 3)"#, #""Hel""#), Example(#"substring("Hello"; 1; 3)"#, #""el""#),
        Example(#"substring("Hello"; 3)"#, #""lo""#), Example(#"substring("Hello"; 2; 99)"#, #""llo""#),
        Example(#"substring("Hello"; -3; 2)"#, #""He""#), Example(#"substring("a😀b"; 3; 4)"#, #""b""#),
        Example(#"indexOf("Make"; "k")"#, "2"), Example(#"indexOf("We love Make"; "e"; 7)"#, "11"), Example(#"indexOf("Make"; "x")"#, "-1"),
        Example(#"indexOf("a😀b"; "b")"#, "3", "0004"), Example(#"indexOf("aaa"; "")"#, "0"),
        Example(#"contains("Hello World"; "Hello")"#, "true"), Example(#"contains("Hello World"; "hello")"#, "false"),
        Example(#"contains(null; "a")"#, "false"), Example(#"contains("abc"; "")"#, "true"),
        Example(#"split("John, George"; ",")"#, #"["John"," George"]"#), Example(#"split("abc"; "")"#, #"["a","b","c"]"#),
        Example(#"split("a::b"; "::")"#, #"["a","b"]"#), Example(#"split("a,"; ",")"#, #"["a",""]"#), Example(#"split(null; ",")"#, "[]"),
        Example(#"toString(toBinary("TWFrZQ=="; "base64"))"#, #""Make""#), Example(#"toString(toBinary("4d616b65"; "hex"))"#, #""Make""#),
        Example("toString(5)", #""5""#), Example("toString(true)", #""true""#), Example("toString(null)", #""""#),
        Example("toString(1.person)", #""{\"name\":\"Bob\",\"age\":22}""#), Example(#"toString(split("a b"; space))"#, #""a,b""#),
        Example(#"base64("Make")"#, #""TWFrZQ==""#), Example(#"toBinary("Make")"#, #""TWFrZQ==""#),
        Example(#"base64(toBinary("ff00"; "hex"))"#, #""/wA=""#),
        Example(#"replaceEmojiCharacters("a 😀 b ❤️ 1#"; "?")"#, #""a ? b ? 1#""#), Example(#"replaceEmojiCharacters("👨‍👩‍👧x"; )"#, #""x""#),
        Example(#"encodeURL("a b&c=é/?")"#, #""a%20b%26c%3D%C3%A9%2F%3F""#), Example(#"decodeURL("a%20b%26c%3D%C3%A9+")"#, #""a b&c=é+""#),
        Example(#"encodeURL("-_.!~*'()")"#, #""-_.!~*'()""#),
        Example(#"escapeHTML("<b>")"#, #""&lt;b&gt;""#), Example(#"escapeHTML("""&'")"#, #""&quot;&amp;&#39;""#),
        Example(#"stripHTML("<b>Hello</b><br/> 1 < 2 <!-- > -->x")"#, #""Hello 1 < 2 x""#),
        Example(#"stripHTML("<p class=""a"">b")"#, #""b""#),
        Example(##"escapeMarkdown("# Header")"##, #""&#35; Header""#), Example(#"escapeMarkdown("a*b")"#, #""a&#42;b""#),
        Example(#"escapeJSON("a ""b""" + newline)"#, #""a \\\"b\\\"\\n""#), Example(#"escapeJSON("c:\x")"#, #""c:\\\\x""#),
        Example(#"ascii("ěščřž"; true)"#, #""escrz""#), Example(#"ascii("ěščřža")"#, #""a""#),
        Example(#"ascii("Łódź ß"; true)"#, #""Lodz ss""#),
        Example(#"md5("Make")"#, #""529a05ca6c1263aab080ec4f20754411""#),
        Example(#"sha1("abc")"#, #""a9993e364706816aba3e25717850c26c9cd0d89d""#, "FIPS 180"),
        Example(#"sha256("abc")"#, #""ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad""#, "FIPS 180"),
        Example(#"sha256("abc"; "base64")"#, #""ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=""#, "FIPS 180"),
        Example(
            #"sha512("abc")"#,
            #""ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f""#,
            "FIPS 180"),
        Example(
            #"sha256("what do ya want for nothing?"; "hex"; "Jefe")"#,
            #""5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843""#, "RFC 4231"),
        Example(
            #"sha256("what do ya want for nothing?"; "hex"; "4a656665"; "hex")"#,
            #""5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843""#, "RFC 4231"),
        Example(
            #"sha1("what do ya want for nothing?"; "hex"; toBinary("SmVmZQ=="; "base64"); "binary")"#,
            #""effcdf6ae5eb2fa2d27416d5f184df9c259a7c79""#, "RFC 2202"),
        Example(#"length(sha256("abc"; "latin1"))"#, "32"), Example(#"substring(sha256(timestamp); 0; 11)"#, #""38886f29c18""#, "U"),
    ]

    @Test(arguments: examples)
    func `functions of text do as documented`(example: Example) {
        example.check(TestContext([1: ["person": ["name": "Bob", "age": 22]]]))
    }
}
