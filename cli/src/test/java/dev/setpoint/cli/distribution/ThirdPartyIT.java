package dev.setpoint.cli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The notices of the distribution that the build has just made, against the libraries in it. */
class ThirdPartyIT {

    private static final Path DISTRIBUTION = Path.of("target/dist");
    private static final Pattern LIBRARY = Pattern.compile("(?<name>.+?)-\\d[^/]*\\.jar");

    /** The licences whose terms ask that the copyright line is passed on. */
    private static final Set<String> WITH_COPYRIGHT_LINE = Set.of("MIT", "BSD-3-Clause");

    @Test
    void everyBundledLibraryHasALicence() throws IOException {
        assertThat(libraries().keySet()).isEqualTo(bundled());
    }

    @Test
    void theTextOfEveryLicenceIsInTheDistribution() throws IOException {
        var texts = texts();
        for (var licence : libraries().values()) {
            assertThat(texts).containsKey(licence.getFirst());
        }
        for (var text : texts.values()) {
            assertThat(DISTRIBUTION.resolve(text)).isNotEmptyFile();
        }
    }

    @Test
    void aCopyrightLineStandsWhereTheLicenceAsksForIt() throws IOException {
        libraries().forEach((library, row) -> {
            if (WITH_COPYRIGHT_LINE.contains(row.getFirst())) {
                assertThat(row.getLast()).as(library).startsWith("Copyright ");
            }
        });
    }

    private static Set<String> bundled() throws IOException {
        try (var jars = Files.list(DISTRIBUTION.resolve("lib"))) {
            return jars.map(jar -> LIBRARY.matcher(jar.getFileName().toString()))
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> matcher.group("name"))
                    .filter(name -> !name.startsWith("setpoint-"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Licence and copyright line of each library. */
    private static Map<String, List<String>> libraries() throws IOException {
        var libraries = new TreeMap<String, List<String>>();
        for (var row : rows(3)) {
            libraries.put(row.getFirst(), row.subList(1, 3));
        }
        return libraries;
    }

    /** The file that holds the text of each licence. */
    private static Map<String, String> texts() throws IOException {
        return rows(2).stream()
                .collect(Collectors.toMap(List::getFirst, row -> row.getLast().replaceAll("\\[.*]\\((.*)\\)", "$1")));
    }

    /** Bodies of the tables that have so many columns. */
    private static List<List<String>> rows(int columns) throws IOException {
        return Files.readAllLines(DISTRIBUTION.resolve("THIRD-PARTY.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Li"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .filter(row -> row.size() == columns)
                .toList();
    }
}
