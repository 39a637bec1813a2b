package dev.setpoint.schemas.editor;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A {@code yaml-language-server} as a child process, which an editor's messages are sent to (JSON-RPC over stdio). */
final class LanguageServer implements AutoCloseable {

    private static final String PROGRAM = "yaml-language-server";
    private static final String INSTALLED = "src/test/editor/node_modules/.bin";
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private int requests;
    private int documents;

    private LanguageServer(Process process) {
        this.process = process;
        this.in = new BufferedInputStream(process.getInputStream());
        this.out = process.getOutputStream();
    }

    /** A position in a document, both from 0. */
    record Place(int line, int character) {}

    /** Returns the program: on the path, or installed by the lock file beside the tests; empty when there is none. */
    static Optional<Path> program() {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of(INSTALLED))
                .map(folder -> Path.of(folder, PROGRAM).toAbsolutePath())
                .filter(Files::isExecutable)
                .findFirst();
    }

    static LanguageServer start(Path program) throws IOException {
        var server = new LanguageServer(new ProcessBuilder(program.toString(), "--stdio")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        var hello = JSON.createObjectNode();
        hello.putNull("rootUri");
        var abilities = hello.putObject("capabilities");
        abilities.putObject("workspace").put("configuration", true);
        abilities.putObject("textDocument").putObject("publishDiagnostics");
        server.request("initialize", hello);
        server.notify("initialized", JSON.createObjectNode());
        return server;
    }

    /** Returns the messages of the problems of a text, opened as a file of the folder. */
    List<String> problems(Path folder, String text) throws IOException {
        var uri = open(folder, text);
        var found = until(message -> message.path("method").asString("").equals("textDocument/publishDiagnostics")
                && message.path("params").path("uri").asString("").equals(uri));
        return found.path("params")
                .path("diagnostics")
                .valueStream()
                .map(problem -> problem.path("message").asString(""))
                .toList();
    }

    /** Returns the labels that the server offers at a place of a text, opened as a file of the folder. */
    List<String> completions(Path folder, String text, Place place) throws IOException {
        var answer = request("textDocument/completion", at(open(folder, text), place));
        return (answer.has("items") ? answer.get("items") : answer)
                .valueStream()
                .map(item -> item.path("label").asString(""))
                .toList();
    }

    /** Returns what the server says about a place of a text, opened as a file of the folder. */
    String hover(Path folder, String text, Place place) throws IOException {
        return request("textDocument/hover", at(open(folder, text), place))
                .path("contents")
                .path("value")
                .asString("");
    }

    /** Opens the text under a name of its own, so that no answer about another text is taken for one about it. */
    private String open(Path folder, String text) throws IOException {
        documents++;
        var file = folder.resolve("edited-" + documents + ".yaml");
        var uri = "file://" + file.toAbsolutePath().normalize();
        var document = JSON.createObjectNode();
        document.putObject("textDocument")
                .put("uri", uri)
                .put("languageId", "yaml")
                .put("version", 1)
                .put("text", text);
        notify("textDocument/didOpen", document);
        return uri;
    }

    private static ObjectNode at(String uri, Place place) {
        var where = JSON.createObjectNode();
        where.putObject("textDocument").put("uri", uri);
        where.putObject("position").put("line", place.line()).put("character", place.character());
        return where;
    }

    private JsonNode request(String method, ObjectNode parameters) throws IOException {
        var id = ++requests;
        var message = message(method, parameters);
        message.put("id", id);
        send(message);
        return until(answer -> !answer.has("method") && answer.path("id").asInt(-1) == id)
                .path("result");
    }

    private void notify(String method, ObjectNode parameters) throws IOException {
        send(message(method, parameters));
    }

    private static ObjectNode message(String method, ObjectNode parameters) {
        var message = JSON.createObjectNode().put("jsonrpc", "2.0").put("method", method);
        message.set("params", parameters);
        return message;
    }

    private void send(ObjectNode message) throws IOException {
        var body = JSON.writeValueAsBytes(message);
        out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    /** Reads messages until the one that is waited for, and answers the server's own requests on the way. */
    private JsonNode until(Predicate<JsonNode> wanted) throws IOException {
        while (true) {
            var message = read();
            if (message.has("method") && message.has("id")) {
                answer(message);
            }
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    /** Answers with the settings of an editor; schemas come from the documents alone, never from the internet. */
    private void answer(JsonNode question) throws IOException {
        var answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", question.get("id"));
        if (question.path("method").asString("").equals("workspace/configuration")) {
            var settings = answer.putArray("result");
            question.path("params").path("items").forEach(item -> {
                var section = settings.addObject();
                if (item.path("section").asString("").equals("yaml")) {
                    section.put("validate", true).put("hover", true).put("completion", true);
                    section.putObject("schemaStore").put("enable", false);
                }
            });
        } else {
            answer.putNull("result");
        }
        send(answer);
    }

    private JsonNode read() throws IOException {
        var length = 0;
        for (var line = line(); !line.isEmpty(); line = line()) {
            var header = LENGTH.matcher(line);
            length = header.matches() ? Integer.parseInt(header.group(1)) : length;
        }
        return JSON.readTree(in.readNBytes(length));
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException(PROGRAM + " has ended.");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
