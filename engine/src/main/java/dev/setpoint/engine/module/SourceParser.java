package dev.setpoint.engine.module;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Span;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the source of a module. Only what the patterns name is accepted, because parts of a source become arguments of
 * {@code git}.
 */
public final class SourceParser {

    /** Characters of a source. Longer ones are no keys of a YAML file. */
    private static final int LONGEST = 500;

    private static final String HOST = "[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::[0-9]{1,5})?";
    private static final String NAME = "[A-Za-z0-9._~+@,=-]+";
    private static final String PATH = "/" + NAME + "(?:/" + NAME + ")*/?";
    private static final String FOLDER = "(?://(?<folder>" + NAME + "(?:/" + NAME + ")*)/?)?";

    private static final Pattern GIT = Pattern.compile("git::(?<url>https://" + HOST + PATH
            + "|ssh://(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?" + HOST + PATH
            + "|file://" + PATH + ")" + FOLDER + "(?:\\?ref=(?<ref>[A-Za-z0-9][A-Za-z0-9._/+@-]*))?");

    private static final Pattern WEB = Pattern.compile(
            "(?<url>https://" + HOST + PATH + "(?<![/]))" + FOLDER + "(?:\\?sha256=(?<sha256>[0-9A-Fa-f]{64}))?");

    private static final Pattern LOCAL_ARCHIVE = Pattern.compile("(?<path>\\.\\.?/.*\\.(?:zip|tar\\.gz|tgz))" + FOLDER);

    private static final Pattern SCHEME = Pattern.compile("(?:git::)?(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)::?.*");
    private static final Pattern USER = Pattern.compile("(?:git::)?https://[^/]*@.*");
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(?:zip|tar\\.gz|tgz)");

    /** Names that stand for what is newest. */
    private static final Set<String> MOVING = Set.of("head", "main", "master", "trunk");

    private static final String FORMS = "Write `./folder`, `git::https://host/repository//folder?ref=TAG`, or"
            + " `https://host/archive.tar.gz//folder?sha256=DIGEST`.";

    private SourceParser() {}

    /** @param place of the source, for diagnostics */
    public static Result<ModuleSource> parse(String text, Span place) {
        if (text.length() > LONGEST || text.codePoints().anyMatch(Character::isISOControl)) {
            return wrong(place, "The source of a module is one line of at most " + LONGEST + " characters.");
        }
        if (text.startsWith("./") || text.startsWith("../")) {
            return local(text, place);
        }
        var git = GIT.matcher(text);
        if (git.matches()) {
            return git(text, git, place);
        }
        var web = WEB.matcher(text);
        return web.matches() ? web(text, web, place) : wrong(text, place);
    }

    private static Result<ModuleSource> local(String text, Span place) {
        var archive = LOCAL_ARCHIVE.matcher(text);
        if (!archive.matches()) {
            return Result.ok(new ModuleSource.Local(text));
        }
        var folder = folder(archive);
        return steps(folder)
                ? Result.ok(new ModuleSource.LocalArchive(group(archive, "path").orElse(text), folder))
                : wrong(text, place);
    }

    private static Result<ModuleSource> git(String text, Matcher git, Span place) {
        var url = group(git, "url").orElse("");
        var folder = folder(git);
        if (!steps(url) || !steps(folder)) {
            return wrong(text, place);
        }
        var ref = group(git, "ref");
        if (ref.isEmpty()) {
            return Result.failed(Diagnostic.error("SP0251", place, "The source names no tag or commit.")
                    .hint("Add one: `" + text + "?ref=v1.0.0`. A branch is refused, because it moves."));
        }
        var name = ref.get();
        if (MOVING.contains(name.toLowerCase(Locale.ROOT)) || name.startsWith("refs/")) {
            return Result.failed(moves(name, place));
        }
        if (name.contains("..") || name.contains("@{") || name.contains("//") || name.endsWith(".lock")) {
            return wrong(text, place);
        }
        return Result.ok(new ModuleSource.Git(text, URI.create(url), folder, name));
    }

    /** The problem of a source that names a branch. */
    public static Diagnostic moves(String ref, Span place) {
        return Diagnostic.error("SP0251", place, "`" + ref + "` moves: it is the name of a branch.")
                .hint("Name a tag or a full commit id after `?ref=`.");
    }

    private static Result<ModuleSource> web(String text, Matcher web, Span place) {
        var url = group(web, "url").orElse("");
        var folder = folder(web);
        if (!steps(url) || !steps(folder)) {
            return wrong(text, place);
        }
        if (!ARCHIVE.matcher(url).matches()) {
            return Result.failed(
                    Diagnostic.error("SP0250", place, "`" + url + "` is not a `.zip` or `.tar.gz` archive.")
                            .hint("Write `git::` before the address of a git repository."));
        }
        return group(web, "sha256")
                .<Result<ModuleSource>>map(sha256 -> Result.ok(
                        new ModuleSource.WebArchive(text, URI.create(url), folder, sha256.toLowerCase(Locale.ROOT))))
                .orElseGet(() -> wrong(
                        place,
                        "The source of an archive on the web needs its SHA-256.",
                        "Add it: `" + text + "?sha256=…`. `curl -sL URL | sha256sum` prints it."));
    }

    /** Tells whether no step of the path leads up. */
    private static boolean steps(String path) {
        return !("/" + path + "/").contains("/../") && !("/" + path + "/").contains("/./");
    }

    private static String folder(Matcher matcher) {
        return group(matcher, "folder").orElse("");
    }

    private static Optional<String> group(Matcher matcher, String name) {
        return Optional.ofNullable(matcher.group(name));
    }

    private static Result<ModuleSource> wrong(String text, Span place) {
        var scheme = SCHEME.matcher(text);
        var name = scheme.matches() ? group(scheme, "scheme").orElse("") : "https";
        if (!Set.of("https", "ssh", "file", "git").contains(name) || text.startsWith("git::git:")) {
            return Result.failed(Diagnostic.error("SP0255", place, "Modules are not fetched by `" + name + "`.")
                    .hint("Git repositories are fetched by `https` and `ssh`, and archives by `https`."));
        }
        return USER.matcher(text).matches()
                ? wrong(
                        place,
                        "The source of a module cannot hold a user name or password.",
                        "Remove it: git takes credentials from its credential helpers, or from ssh.")
                : wrong(place, "`" + text + "` is not the source of a module.");
    }

    private static Result<ModuleSource> wrong(Span place, String message) {
        return wrong(place, message, FORMS);
    }

    private static Result<ModuleSource> wrong(Span place, String message, String hint) {
        return Result.failed(Diagnostic.error("SP0250", place, message).hint(hint));
    }
}
