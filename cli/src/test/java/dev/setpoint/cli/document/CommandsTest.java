package dev.setpoint.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and options that a document names exist, also where it does not run them. */
final class CommandsTest {

    private static final Pattern FENCE = Pattern.compile("(?s)```.*?\n *```");
    private static final Pattern INLINE = Pattern.compile("`(?:cli/)?(setpoint [a-z][^`]*)`");
    private static final Pattern OPTION = Pattern.compile("(?<=`)--[a-z]+(?:-[a-z]+)*(?=[`= ])");

    /** Programs that documents call beside Setpoint. */
    private static final Set<String> OTHERS = Set.of("aws", "cp", "cd", "git", "java", "mvn", "ln");

    /** Commands that have commands of their own. */
    private static final Set<String> GROUPS = Set.of("state");

    private final Map<String, String> help = new ConcurrentHashMap<>();

    @TempDir
    private Path folder;

    @Test
    void everyCommandOfABlockExists() {
        var lines = Documents.all().stream()
                .flatMap(document -> Block.of(document).stream())
                .filter(block -> block.language().equals("sh"))
                .flatMap(block -> Shell.commands(block.text()).stream())
                .toList();

        assertThat(lines).isNotEmpty().allSatisfy(this::exists);
    }

    @Test
    void everyCommandInTheTextExists() {
        assertThat(prose().flatMap(text -> INLINE.matcher(text).results()).map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(this::exists);
    }

    @Test
    void everyOptionInTheTextExists() {
        var all = commands("")
                .flatMap(command -> Stream.concat(
                        Stream.of(command),
                        GROUPS.contains(command) ? commands(command).map(sub -> command + " " + sub) : Stream.of()))
                .map(this::help)
                .collect(Collectors.joining());
        var missing = prose().flatMap(text -> OPTION.matcher(text).results())
                .map(found -> found.group())
                .filter(option -> !word(option).matcher(all).find())
                .toList();

        assertThat(all).contains("--sandbox");
        assertThat(missing).isEmpty();
    }

    /** Names of the commands that a command's help lists. */
    private Stream<String> commands(String group) {
        return help(group)
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .filter(line -> line.matches("  [a-z]+ .*"))
                .map(line -> line.strip().split(" ", 2)[0]);
    }

    private void exists(String line) {
        var words = Shell.words(line);
        var program = words.getFirst();
        if (!Shell.isSetpoint(program)) {
            assertThat(OTHERS).contains(program);
            words.stream()
                    .filter(word -> word.endsWith(".java"))
                    .forEach(word -> assertThat(Documents.ROOT.resolve(word)).matches(Files::exists));
            return;
        }
        var command =
                GROUPS.contains(words.get(1)) && words.size() > 2 ? words.get(1) + " " + words.get(2) : words.get(1);
        words.stream()
                .filter(word -> word.startsWith("--"))
                .map(word -> word.replaceAll("=.*", ""))
                .forEach(option -> assertThat(help(command)).as(line).containsPattern(word(option)));
        assertThat(help(command)).as(line).startsWith("Usage: setpoint " + command);
    }

    private static Pattern word(String option) {
        return Pattern.compile(Pattern.quote(option) + "(?![a-z-])");
    }

    private String help(String command) {
        return help.computeIfAbsent(command, c -> {
            var words = Stream.concat(Stream.of(c.split(" ")), Stream.of("--help"))
                    .filter(word -> !word.isEmpty())
                    .toArray(String[]::new);
            return Run.of(folder, words).out();
        });
    }

    private static Stream<String> prose() {
        return Documents.withoutMistakes().stream()
                .map(Documents::text)
                .map(text -> FENCE.matcher(text).replaceAll(""));
    }
}
