package dev.setpoint.engine.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceParserTest {

    private static final String SHA = "0123456789abcdef".repeat(4);

    private static Result<ModuleSource> parse(String text) {
        return SourceParser.parse(text, new Span(new Source("spec.yaml", text), 1, 1, 1, 2));
    }

    private static ModuleSource parsed(String text) {
        return parse(text)
                .fold(
                        problems -> {
                            throw new AssertionError(problems);
                        },
                        source -> source);
    }

    private static String code(String text) {
        return parse(text).fold(problems -> problems.getFirst().code(), source -> "accepted: " + source);
    }

    @Test
    void everyKindOfSourceHasItsParts() {
        assertThat(parsed("../modules/bucket")).isEqualTo(new ModuleSource.Local("../modules/bucket"));
        assertThat(parsed("./vendor/a.zip//bucket"))
                .isEqualTo(new ModuleSource.LocalArchive("./vendor/a.zip", "bucket"));
        var git = "git::https://github.com/acme/blocks.git//modules/bucket?ref=v1.2.0";
        assertThat(parsed(git))
                .isEqualTo(new ModuleSource.Git(
                        git, URI.create("https://github.com/acme/blocks.git"), "modules/bucket", "v1.2.0"));
        var ssh = "git::ssh://git@git.example.org:2222/acme/blocks?ref=release/7";
        assertThat(parsed(ssh))
                .isEqualTo(new ModuleSource.Git(
                        ssh, URI.create("ssh://git@git.example.org:2222/acme/blocks"), "", "release/7"));
        var archive = "https://example.org/a/b-1.0.tar.gz//b-1.0/bucket?sha256=" + SHA;
        assertThat(parsed(archive))
                .isEqualTo(new ModuleSource.WebArchive(
                        archive, URI.create("https://example.org/a/b-1.0.tar.gz"), "b-1.0/bucket", SHA));
    }

    /** Each of them would run a program, name an option, or hide a host, if it reached git. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "git::ext::sh -c touch% /tmp/x//m?ref=v1",
                "git::http://example.org/a//m?ref=v1",
                "git::git://example.org/a//m?ref=v1",
                "http://example.org/a.zip",
                "s3::https://s3.amazonaws.com/bucket/a.zip",
                "hg::https://example.org/a",
            })
    void otherTransportsAreRefused(String text) {
        assertThat(code(text)).isEqualTo("SP0255");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git::--upload-pack=touch /tmp/x?ref=v1",
                "git::-oProxyCommand=x?ref=v1",
                "git::https://-oProxyCommand=x/a?ref=v1",
                "git::ssh://-oProxyCommand=x/a?ref=v1",
                "git::ssh://-x@example.org/a?ref=v1",
                "git::https://user:token@example.org/a?ref=v1",
                "git::https://example.org/a?ref=--upload-pack=x",
                "git::https://example.org/a?ref=v1..v2",
                "git::https://example.org/a?ref=v1@{1}",
                "git::https://example.org/a?ref=v1&depth=1",
                "git::https://example.org/../a?ref=v1",
                "git::https://example.org/a//../../etc?ref=v1",
                "git::https://example.org/a%0aHost:x?ref=v1",
                "git::https://example.org/a b?ref=v1",
                "git::https://[::1]/a?ref=v1",
                "git::git@github.com:acme/blocks?ref=v1",
                "git::/srv/repository?ref=v1",
                "git::file://host/srv/repository?ref=v1",
                "https://user@example.org/a.zip?sha256=x",
                "https://example.org/a.zip//../x?sha256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "https://example.org/a.zip?token=x",
                "https://example.org/a.exe",
                "https://example.org/a.zip",
                "modules/bucket",
                "/etc/modules",
                "-x",
                "",
            })
    void whatIsNoSourceIsRefused(String text) {
        assertThat(code(text)).isIn("SP0250", "SP0255");
    }

    @Test
    void lineBreaksAndVeryLongSourcesAreRefused() {
        assertThat(code("git::https://example.org/a?ref=v1\n--upload-pack=x")).isEqualTo("SP0250");
        assertThat(code("./" + "a".repeat(500))).isEqualTo("SP0250");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git::https://example.org/a//m",
                "git::https://example.org/a?ref=main",
                "git::https://example.org/a?ref=HEAD",
                "git::https://example.org/a?ref=refs/heads/x",
            })
    void aBranchIsRefused(String text) {
        assertThat(code(text)).isEqualTo("SP0251");
    }
}
