package dev.setpoint.engine.expression.function;

import java.util.List;

/** Functions that Setpoint adds to CEL. */
final class OwnFunctions {

    static final List<LanguageFunction> ALL = List.of(
            LanguageFunction.own(
                    FunctionGroup.ABSENCE,
                    "when(bool, T): T?",
                    "Gives the value if the condition holds, and else nothing; the value is only evaluated if it holds.",
                    "when(1 > 0, 'a')",
                    "\"a\""),
            LanguageFunction.own(
                    FunctionGroup.ABSENCE,
                    "coalesce(T?…, T): T",
                    "Gives the first value that is present; those after it are not evaluated.",
                    "coalesce(optional.none(), 'b')",
                    "\"b\""),
            LanguageFunction.own(
                    FunctionGroup.ABSENCE,
                    "nonEmpty(T?): T?",
                    "Gives the list, map or text if it is not empty, and else nothing.",
                    "nonEmpty([]).orValue(['default'])",
                    "[\"default\"]"),
            LanguageFunction.own(
                    FunctionGroup.ABSENCE,
                    "prune(T?): T?",
                    "Removes empty maps, lists and texts at every depth.",
                    "prune({'a': {'b': []}, 'c': 'x'})",
                    "{\"c\": \"x\"}"),
            LanguageFunction.own(
                    FunctionGroup.MAPS,
                    "merge(map?…): map",
                    "Joins maps; where several have a key, the value of the last one stays.",
                    "merge({'a': 1, 'b': 1}, {'b': 2})",
                    "{\"a\": 1, \"b\": 2}"),
            LanguageFunction.own(
                    FunctionGroup.MAPS,
                    "deepMerge(map?…): map",
                    "Joins maps, and the maps in them; lists are replaced.",
                    "deepMerge({'a': {'x': 1, 'y': [1]}}, {'a': {'y': [2]}})",
                    "{\"a\": {\"x\": 1, \"y\": [2]}}"),
            LanguageFunction.own(
                    FunctionGroup.MAPS,
                    "without(map, list): map",
                    "Removes these keys from a map.",
                    "without({'a': 1, 'b': 2}, ['b', 'c'])",
                    "{\"a\": 1}"),
            LanguageFunction.own(
                    FunctionGroup.MAPS,
                    "lookup(map, key, T): T",
                    "Gives the value under the key, or the default if the map does not have the key.",
                    "lookup({'a': 1}, 'b', 0)",
                    "0"),
            LanguageFunction.own(
                    FunctionGroup.MAPS,
                    "zipmap(list, list): map",
                    "Makes a map of a list of keys and a list of as many values.",
                    "zipmap(['a', 'b'], [1, 2])",
                    "{\"a\": 1, \"b\": 2}"),
            LanguageFunction.own(
                    FunctionGroup.TEXT,
                    "title(string): string",
                    "Makes the first letter of each word upper case; ASCII letters only.",
                    "title('log archive')",
                    "\"Log Archive\""),
            LanguageFunction.own(
                    FunctionGroup.TEXT,
                    "s.format(list): string",
                    "Replaces %s, %d, %f, %e, %b, %x, %X and %o by the elements of the list.",
                    "'%s-%d-%.2f'.format(['a', 7, 0.5])",
                    "\"a-7-0.50\""),
            LanguageFunction.own(
                    FunctionGroup.ENCODING,
                    "json.encode(any): string",
                    "Writes a value as JSON on one line, with sorted keys.",
                    "json.encode({'b': [1, true], 'a': 'x'})",
                    "\"{\\\"a\\\":\\\"x\\\",\\\"b\\\":[1,true]}\""),
            LanguageFunction.own(
                    FunctionGroup.ENCODING,
                    "json.decode(string): any",
                    "Reads JSON; a null in it is left out.",
                    "json.decode('{\"a\": [1, null]}')",
                    "{\"a\": [1]}"),
            LanguageFunction.own(
                    FunctionGroup.ENCODING,
                    "yaml.encode(any): string",
                    "Writes a value as YAML, with sorted keys.",
                    "yaml.encode({'b': [1, 'yes'], 'a': 'x'})",
                    "\"a: x\\nb:\\n- 1\\n- 'yes'\\n\""),
            LanguageFunction.own(
                    FunctionGroup.ENCODING,
                    "yaml.decode(string): any",
                    "Reads YAML as a stack file is read; a null in it is left out.",
                    "yaml.decode('a: [1, b]')",
                    "{\"a\": [1, \"b\"]}"),
            LanguageFunction.own(
                    FunctionGroup.ENCODING,
                    "base64.encode(string): string",
                    "Writes the UTF-8 bytes of a text as Base64.",
                    "base64.encode('hello')",
                    "\"aGVsbG8=\""),
            LanguageFunction.own(
                    FunctionGroup.ENCODING,
                    "base64.decode(string): string",
                    "Reads Base64 that stands for UTF-8 text.",
                    "base64.decode('aGVsbG8=')",
                    "\"hello\""),
            LanguageFunction.own(
                    FunctionGroup.ENCODING,
                    "sha256(string): string",
                    "Gives the SHA-256 of the UTF-8 bytes of a text, in hexadecimal digits.",
                    "sha256('').substring(0, 8)",
                    "\"e3b0c442\""),
            LanguageFunction.own(
                    FunctionGroup.FILES,
                    "file(string): string",
                    "Gives the content of a text file; the path begins at the file of the expression.",
                    "file('hello.txt')",
                    "\"Hello!\\n\""),
            LanguageFunction.own(
                    FunctionGroup.FILES,
                    "path(string): string",
                    "Makes a path begin at the root of the repository, to hand it to a module.",
                    "path('hello.txt')",
                    "\"//app/hello.txt\""),
            LanguageFunction.own(
                    FunctionGroup.ADDRESSES,
                    "cidr.subnet(string, int, int): string",
                    "Divides a block of addresses by so many further bits, and gives the subnet of this number from 0.",
                    "cidr.subnet('10.0.0.0/16', 8, 2)",
                    "\"10.0.2.0/24\""),
            LanguageFunction.own(
                    FunctionGroup.ADDRESSES,
                    "cidr.host(string, int): string",
                    "Gives the address of this number in a block, from 0; negative numbers count from the end.",
                    "cidr.host('10.0.0.0/24', -2)",
                    "\"10.0.0.254\""),
            LanguageFunction.own(
                    FunctionGroup.ADDRESSES,
                    "arn.parse(string): {partition, service, region, account, resource}",
                    "Gives the parts of an ARN; region and account may be empty texts.",
                    "arn.parse('arn:aws:iam::111122223333:role/admin').account",
                    "\"111122223333\""),
            LanguageFunction.own(
                    FunctionGroup.ADDRESSES,
                    "arn.build({partition, service, region, account, resource}): string",
                    "Makes an ARN of its parts.",
                    "arn.build({'partition': 'aws', 'service': 's3', 'region': '', 'account': '', 'resource': 'b'})",
                    "\"arn:aws:s3:::b\""));

    private OwnFunctions() {}
}
