package dev.setpoint.engine.module.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.module.TreeLimits;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.operator.OperatorPolicy;
import dev.setpoint.engine.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives on a web server of this machine that does what it should not. */
final class HostileServerTest {

    private static final char[] PASSWORD = "test-only".toCharArray();

    @TempDir
    private static Path shared;

    private static SSLContext tls;

    @TempDir
    private Path temporary;

    private final CountDownLatch done = new CountDownLatch(1);
    private Fixture fixture;
    private HttpsServer server;
    private byte[] archive;

    /** Makes a certificate for this machine, with the tool of the JDK. */
    @BeforeAll
    static void certificate() throws IOException, GeneralSecurityException, InterruptedException {
        var file = shared.resolve("keys.p12");
        var tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "36500",
                        "-startdate",
                        "-1d",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(tool.waitFor()).isZero();
        var keys = KeyStore.getInstance(file.toFile(), PASSWORD);
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("test", keys.getCertificate("test"));
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(certificates);
        tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    @BeforeEach
    void server() throws IOException {
        fixture = new Fixture(temporary);
        fixture.trust = Optional.of(tls);
        archive = zip("blocks-1/bucket/setpoint.yaml", Fixture.MODULE);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/a.zip", exchange -> answer(exchange, archive));
        server.start();
    }

    @AfterEach
    void stop() {
        done.countDown();
        server.stop(0);
    }

    private static byte[] zip(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void redirect(String path, String target) {
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Location", target);
                exchange.sendResponseHeaders(302, -1);
            }
        });
    }

    private String address(String host, String path) {
        return "https://" + host + ":" + server.getAddress().getPort() + path;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Fixture calling(String path) throws IOException {
        return fixture.calling(address("localhost", path) + "//blocks-1/bucket?sha256=" + sha256(archive));
    }

    private Diagnostic refused(String path) throws IOException {
        return calling(path).problem();
    }

    @Test
    void anArchiveIsLocked() throws IOException {
        calling("/a.zip").got();
        assertThat(fixture.copy().resolve("blocks-1/bucket/setpoint.yaml")).hasContent(Fixture.MODULE);
        assertThat(fixture.lock().modules().values())
                .singleElement()
                .satisfies(entry -> assertThat(entry.commit()).isEmpty());
    }

    @Test
    void aRedirectOnHttpsIsFollowed() throws IOException {
        redirect("/b.zip", "/c.zip");
        redirect("/c.zip", address("127.0.0.1", "/a.zip"));
        calling("/b.zip").got();
    }

    @Test
    void anArchiveOfOtherContentIsRefused() throws IOException {
        calling("/a.zip");
        var before = sha256(archive);
        archive = zip("blocks-1/bucket/setpoint.yaml", Fixture.MODULE + "# other\n");
        var problem = fixture.problem();
        assertThat(problem.code()).isEqualTo("SP0253");
        assertThat(problem.message()).contains(sha256(archive)).doesNotContain(before);
    }

    @Test
    void aRedirectAwayFromHttpsIsRefused() throws IOException {
        redirect("/b.zip", "http://localhost:1/a.zip");
        assertThat(refused("/b.zip").code()).isEqualTo("SP0255");
        redirect("/d.zip", "file:///etc/passwd");
        assertThat(refused("/d.zip").code()).isEqualTo("SP0255");
        redirect("/e.zip", "https://user:password@localhost:1/a.zip");
        assertThat(refused("/e.zip").code()).isEqualTo("SP0255");
    }

    @Test
    void aRedirectToAHostThatThePolicyDoesNotListIsRefused() throws IOException {
        fixture.allowed = new AllowedAccess(
                List.of(),
                List.of(),
                Optional.of(OperatorPolicy.of(
                        "policy.yaml",
                        Value.Map.EMPTY.with("moduleHosts", new Value.List(List.of(Value.of("localhost")))),
                        fixture.folder)));
        calling("/a.zip").got();
        redirect("/b.zip", address("127.0.0.1", "/a.zip"));
        assertThat(refused("/b.zip").code()).isEqualTo("SP0255");
    }

    @Test
    void redirectsWithoutEndAreRefused() throws IOException {
        redirect("/b.zip", "/b.zip");
        assertThat(refused("/b.zip").message()).contains("redirects too often");
    }

    @Test
    void aDownloadThatIsTooLargeIsRefused() throws IOException {
        fixture.limits = new TreeLimits(100_000, 100, 10, 100);
        server.createContext("/b.zip", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                var block = new byte[10_000];
                for (var i = 0; i < 1_000; i++) {
                    exchange.getResponseBody().write(block);
                }
            } catch (IOException e) {
                // The client has hung up, as it should.
                return;
            }
        });
        var problem = refused("/b.zip");
        assertThat(problem.code()).isEqualTo("SP0257");
        assertThat(problem.message()).contains("it is larger than 100000 bytes");
    }

    @Test
    void aServerThatNeverEndsIsLeft() throws IOException {
        fixture.patience = Duration.ofMillis(500);
        server.createContext("/b.zip", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(refused("/b.zip").code()).isEqualTo("SP0256");
    }

    @Test
    void aCertificateThatIsNotTrustedIsRefused() throws IOException {
        fixture.trust = Optional.empty();
        assertThat(refused("/a.zip").message()).contains("cannot be reached");
    }

    @Test
    void anAnswerThatIsNoArchiveIsRefused() throws IOException {
        archive = "<html>".getBytes(StandardCharsets.UTF_8);
        assertThat(refused("/a.zip").code()).isEqualTo("SP0257");
        assertThat(refused("/gone.zip").message()).contains("status 404");
    }

    @Test
    void anArchiveInTheRepositoryIsLockedByItsPath() throws IOException {
        Files.write(fixture.stack.resolve("../blocks.zip"), archive);
        fixture.calling("../blocks.zip//blocks-1/bucket").got();
        assertThat(fixture.lock().modules()).containsOnlyKeys("//blocks.zip//blocks-1/bucket");
        assertThat(fixture.locking()
                        .update(fixture.files(), Optional.empty())
                        .fold(_ -> List.of(), ModuleLocking.Update::unchanged))
                .hasSize(1);
        // One outside the repository is refused.
        Files.write(fixture.folder.resolve("blocks.zip"), archive);
        assertThat(fixture.calling("../../blocks.zip//blocks-1/bucket")
                        .problem()
                        .code())
                .isEqualTo("SP0244");
    }
}
